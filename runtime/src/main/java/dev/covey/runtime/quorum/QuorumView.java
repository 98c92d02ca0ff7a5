package dev.covey.runtime.quorum;

import java.util.List;
import java.util.Optional;

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

    /** How many voters make a majority. */
    public int needed() {
        return voters().size() / 2 + 1;
    }

    /** How many voters the group may lose, were all of them well now. */
    public int mayLose() {
        return Math.max(0, voters().size() - needed());
    }
}
