package dev.covey.raft.member;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.QuorumView;
import java.time.Duration;
import java.util.Set;

/**
 * Which changes of members are refused, whoever asks.
 *
 * @param silence how long a member may be silent and still count as there
 */
public record Rules(Duration silence) {

    /** How many entries a member may lack and still count as having caught up. */
    private static final long SMALL_LAG = 64;

    /** The most members a group may have. */
    private static final int MOST_MEMBERS = 15;

    /** Whether the leader has just heard from a member and it lacks next to nothing. */
    public boolean keepsUp(Member member) {
        return answers(member) && member.lag().isPresent() && member.lag().getAsLong() <= SMALL_LAG;
    }

    private boolean answers(Member member) {
        return member.lastContact().filter(ago -> ago.compareTo(silence) <= 0).isPresent();
    }

    /** Refuses one too many, and anybody while another learner is away: Ratis waits for all. */
    public void mayBeAdded(PeerSpec peer, Roster roster, QuorumView view) {
        boolean room =
                roster.has(peer.node())
                        || roster.voters().size() + roster.learners().size() < MOST_MEMBERS;
        if (!room) {
            throw refusal(
                    "quorum_full",
                    "Expected at most %d masters. Remove one first.".formatted(MOST_MEMBERS));
        }
        for (Member member : view.members()) {
            if (!member.votes() && !member.node().equals(peer.node()) && !answers(member)) {
                throw refusal(
                        "quorum_unsettled",
                        "Expected learner '%s' to answer. Bring it back or remove it first."
                                .formatted(member.node()));
            }
        }
    }

    /** Refuses those who are not there or not up to date, and more than one at a time. */
    public void mayBePromoted(Set<String> nodes, Roster roster, QuorumView view) {
        long fresh = nodes.stream().filter(node -> !roster.voters().containsKey(node)).count();
        if (fresh > 1 && roster.voters().size() > 1) {
            throw refusal(
                    "quorum_unsafe",
                    "Expected one new voter at a time, but there are %d. Promote them one by one."
                            .formatted(fresh));
        }
        for (String node : nodes) {
            mustBeThere(node, roster);
            mustKeepUp(node, view);
        }
    }

    /** Refuses the leader, and whoever the others need for a majority. */
    public void mayBeRemoved(String node, Roster roster, QuorumView view) {
        if (node.equals(view.self())) {
            throw refusal(
                    "quorum_unsafe",
                    "Expected another member than the leader '%s'. Transfer the leadership first."
                            .formatted(node));
        }
        int remaining = roster.without(node).voters().size();
        long there =
                view.voters().stream()
                        .filter(member -> !member.node().equals(node))
                        .filter(this::answers)
                        .count();
        if (there * 2 <= remaining) {
            throw refusal(
                    "quorum_unsafe",
                    "Expected the masters that remain to go on, but only %d of %d answer."
                                    .formatted(there, remaining)
                            + " Bring them back first.");
        }
    }

    /** Refuses a member that could not lead at once. */
    public void mayLead(String node, Roster roster, QuorumView view) {
        if (!roster.voters().containsKey(node)) {
            throw refusal(
                    "unknown_member",
                    "Expected '%s' to be a voter, but it is none.".formatted(node));
        }
        mustKeepUp(node, view);
    }

    /** Refuses a node that is no member. */
    public void mustBeThere(String node, Roster roster) {
        if (!roster.has(node)) {
            throw refusal(
                    "unknown_member",
                    "Expected '%s' to be a member, but it is none.".formatted(node));
        }
    }

    private void mustKeepUp(String node, QuorumView view) {
        if (!node.equals(view.self()) && view.member(node).filter(this::keepsUp).isEmpty()) {
            throw refusal(
                    "not_caught_up",
                    "Expected '%s' to have caught up, but it lags or does not answer. Wait for it."
                            .formatted(node));
        }
    }

    private static ProblemException refusal(String code, String message) {
        return new ProblemException(new Problem.Conflict(code, message));
    }
}
