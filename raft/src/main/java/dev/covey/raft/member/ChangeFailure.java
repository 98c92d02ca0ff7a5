package dev.covey.raft.member;

import dev.covey.model.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.apache.ratis.protocol.exceptions.ReconfigurationTimeoutException;
import org.apache.ratis.protocol.exceptions.SetConfigurationException;
import org.apache.ratis.protocol.exceptions.TransferLeadershipException;
import org.jspecify.annotations.Nullable;

/** Says in the project's words why a change of members did not happen, or may not have. */
public final class ChangeFailure {

    /** What the end of a request means; empty if it succeeded. */
    public static Optional<Problem> of(
            @Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply != null && reply.isSuccess()) {
            return Optional.empty();
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return Optional.of(problem(reply == null ? cause : reply.getException()));
    }

    private static Problem problem(@Nullable Throwable cause) {
        return switch (cause) {
            case LeaderSteppingDownException _ -> changing();
            case LeaderNotReadyException _ -> notLeader();
            case NotLeaderException _ -> new Problem.Unknown("membership");
            case ReconfigurationInProgressException _ -> changing();
            case SetConfigurationException _ -> changing();
            case ReconfigurationTimeoutException _ ->
                    new Problem.Unavailable(
                            "The new member, or one that joined lately, did not keep up, so nothing"
                                    + " changed. Check that both can be reached, then repeat.",
                            Duration.ofSeconds(5));
            case TransferLeadershipException _ -> notTakenOver();
            case null -> new Problem.Unknown("membership");
            default -> new Problem.Unknown("membership");
        };
    }

    /** Another was to lead and does not. */
    public static Problem notTakenOver() {
        return new Problem.Unavailable(
                "The other member did not take over the leadership in time. Check that it is well"
                        + " and who leads now, then repeat.",
                Duration.ofSeconds(2));
    }

    /** Only the leader changes members. */
    public static Problem notLeader() {
        return new Problem.Conflict(
                "not_leader", "Expected to be asked as the leader, but this member does not lead.");
    }

    private static Problem changing() {
        return new Problem.Conflict(
                "quorum_changing",
                "Expected the members to be settled, but another change is under way. Repeat it.");
    }

    private ChangeFailure() {}
}
