package dev.covey.master.api.door;

import dev.covey.master.api.http.Response;
import java.util.Optional;

/** Asks the active master on a caller's behalf. Safe from any thread; blocks. */
@FunctionalInterface
public interface Forwarder {

    /** For a master that is alone. */
    Forwarder NONE = call -> Optional.empty();

    /**
     * The active master's answer; empty if there is none that can be reached, in which case nothing
     * was done.
     *
     * @throws dev.covey.model.ProblemException if the outcome is not known
     */
    Optional<Response> forward(Call call);
}
