package dev.covey.runtime.quorum;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The group at one moment, as one member sees it.
 *
 * @param self the node id of the member that looked
 * @param leader the node that is believed to lead
 * @param term of the Raft group
 * @param applied the last entry of the log that this member has applied
 * @param committed the last entry of the log that this member knows to be committed
 * @param members voters first, each by node id; empty on one that was never let in
 * @param changing whether a change of members is under way
 */
public record QuorumView(
        String self,
        Optional<String> leader,
        long term,
        long applied,
        long committed,
        List<Member> members,
        boolean changing) {

    /** A member that the leader has not heard from for longer than this is not there. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** Copies the list. */
    public QuorumView {
        members = List.copyOf(members);
    }

    /** One member. */
    public Optional<Member> member(String node) {
        return members.stream().filter(m -> m.node().equals(node)).findFirst();
    }

    /** The members that vote. */
    public List<Member> voters() {
        return members.stream().filter(Member::votes).toList();
    }

    /** Whether a member is there, as far as this one knows: only the leader knows who is silent. */
    public boolean answers(Member member) {
        boolean asked = leader.filter(self::equals).isPresent();
        return !asked
                || member.node().equals(self)
                || member.lastContact().filter(ago -> ago.compareTo(SILENCE) <= 0).isPresent();
    }

    /**
     * What the group survives.
     *
     * @param zones the zone of a node; empty if it has none
     */
    public Tolerance tolerance(UnaryOperator<String> zones) {
        return new Tolerance(
                voters().stream()
                        .map(m -> new Tolerance.Vote(zones.apply(m.node()), answers(m)))
                        .toList());
    }
}
