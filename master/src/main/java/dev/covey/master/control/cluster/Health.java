package dev.covey.master.control.cluster;

import dev.covey.runtime.clustertime.Jump;
import dev.covey.runtime.quorum.QuorumView;
import java.util.Optional;

/** What is known of the active master beside the store. Safe for use by many threads. */
public interface Health {
    /** The group of masters. */
    QuorumView quorum();

    /** The step of the active master's clock that cluster time does not follow. */
    Optional<Jump> jump();
}
