package dev.covey.master.command;

import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks that many commands share. */
public final class Expect {

    /** The type of operation that locks the topology while it runs. */
    public static final String MASTER_SWAP = "master-swap";

    private Expect() {}

    /** Refuses if the resource is not at the revision that the caller has read. */
    public static void revision(Resource<?, ?> resource, OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() != resource.revision()) {
            throw new ProblemException(
                    new Problem.Moved(resource.key(), expected.getAsLong(), resource.revision()));
        }
    }

    /** Refuses while an operation holds the topology. */
    public static void unlocked(Resources resources) {
        holder(resources)
                .ifPresent(
                        operation -> {
                            throw new ProblemException(
                                    new Problem.Locked(
                                            operation.id(),
                                            "Expected to change the topology, but operation '"
                                                    + operation.name()
                                                    + "' holds it. Wait until it has ended, or"
                                                    + " cancel it."));
                        });
    }

    private static Optional<Resource<OperationSpec, OperationStatus>> holder(Resources resources) {
        return resources.list(Type.OPERATION).stream()
                .filter(o -> o.spec().type().equals(MASTER_SWAP))
                .filter(o -> o.status().map(s -> !s.state().ended()).orElse(true))
                .findFirst();
    }

    /** A refusal by a rule about the state of the cluster. */
    public static ProblemException conflict(String code, String message) {
        return new ProblemException(new Problem.Conflict(code, message));
    }
}
