package dev.covey.runtime.quorum;

import dev.covey.model.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One member's door to the membership of its group. Safe for use by many threads; nothing blocks.
 *
 * <p>Every change must be asked of the leader, one at a time. Refusals are {@code
 * ProblemException}s in the stage: {@code Conflict} with code {@code not_leader}, {@code
 * quorum_changing}, {@code quorum_unsafe}, {@code not_caught_up}, {@code unknown_member}; {@code
 * Unavailable} if the member concerned did not answer, {@code Unknown} if the change may or may not
 * have happened: look at {@link #view()} again. All changes may be repeated; what is so already
 * succeeds.
 */
public interface Quorum {

    /** The group as this member knows it now. */
    QuorumView view();

    /**
     * Lets a member in without a vote. It must be running and waiting to be let in; one that does
     * not answer is rolled back.
     */
    CompletionStage<Void> addLearner(PeerSpec peer);

    /** Whether a member, as the leader sees it, lacks next to nothing. False if not asked there. */
    boolean caughtUp(String node);

    /**
     * Gives learners a vote, all in one step. They must have caught up. More than one at a time
     * only from a single voter, so that a group of two need never exist.
     */
    CompletionStage<Void> promote(Set<String> nodes);

    /**
     * Takes a member out. Refused for the leader (transfer first) and where the voters that remain
     * and answer would not be a majority.
     */
    CompletionStage<Void> remove(String node);

    /**
     * Lets another voter lead. Writes wait meanwhile; what was not submitted is refused as not
     * leader. Succeeds once the other leads.
     */
    CompletionStage<Void> transferLeadership(String node);

    /** Says where a member listens from now on. */
    CompletionStage<Void> readdress(String node, List<Endpoint> addresses);
}
