package dev.covey.etcd.entry;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.model.ProblemException;
import dev.covey.runtime.quorum.QuorumView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of the group that bring newcomers in, one at a time. They take as long as the
 * newcomer needs to show that it is there, so nobody waits for them: it asks again.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final Leader leader;
    private final AtomicReference<String> underWay = new AtomicReference<>("");
    private volatile String trouble = "";

    Arrivals(Leader leader) {
        this.leader = leader;
    }

    /** Refuses while the member is on its way in. */
    void mustNotBeUnderWay(String peer) {
        if (!peer.isEmpty() && underWay.get().equals(peer)) {
            throw EtcdFault.UNHEALTHY.exception();
        }
    }

    /** Lets a newcomer in without a vote. */
    Welcome letIn(Pending pending) {
        return begin(
                pending.peer(),
                "waits to be let in",
                () -> {
                    LOG.info("{} is let in as a learner", pending.peer());
                    return leader.quorum().addLearner(pending.spec());
                });
    }

    /** Gives a newcomer its vote. */
    Welcome promote(Pending pending, QuorumView group) {
        return begin(
                pending.peer(),
                "has caught up and waits for its vote",
                () ->
                        leader.quorum()
                                .promote(Set.of(pending.peer()))
                                .thenCompose(
                                        _ -> {
                                            LOG.info("{} has a vote now", pending.peer());
                                            Registrar.warnOfTwo(group.voters().size() + 1);
                                            return leader.write(List.of(Rows.delete(pending)));
                                        }));
    }

    private Welcome begin(String peer, String stage, Supplier<CompletionStage<Void>> change) {
        if (underWay.compareAndSet("", peer)) {
            change.get().whenComplete((_, failure) -> ended(peer, failure));
        }
        String last = trouble;
        return new Welcome.Waiting(last.isEmpty() ? stage : stage + "; " + last);
    }

    private void ended(String peer, @Nullable Throwable failure) {
        Throwable cause =
                failure != null && failure.getCause() != null ? failure.getCause() : failure;
        trouble =
                switch (cause) {
                    case null -> "";
                    case ProblemException refused -> refused.problem().message();
                    default -> String.valueOf(cause.getMessage());
                };
        if (!trouble.isEmpty()) {
            LOG.info("{} is not further yet: {}", peer, trouble);
        }
        underWay.set("");
    }
}
