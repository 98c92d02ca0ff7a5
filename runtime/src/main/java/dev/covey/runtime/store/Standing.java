package dev.covey.runtime.store;

import dev.covey.model.Epoch;
import java.util.Optional;

/**
 * How a member stands.
 *
 * @param epoch under which this member may act as the active master: present only on the leader,
 *     once its own claim is applied
 * @param leader the node that is believed to lead
 */
public record Standing(Role role, Optional<Epoch> epoch, Optional<String> leader) {

    /** Neither leads nor follows. */
    public static final Standing NONE = new Standing(Role.NONE, Optional.empty(), Optional.empty());

    /** Whether this member is the active master. */
    public boolean isActive() {
        return epoch.isPresent();
    }

    /** The part a member plays in its group. */
    public enum Role {
        /** Orders the log; active once its claim is applied. */
        LEADER,
        /** Votes and follows. */
        FOLLOWER,
        /** Follows without a vote. */
        LEARNER,
        /** Knows no leader, or is stopped. */
        NONE
    }
}
