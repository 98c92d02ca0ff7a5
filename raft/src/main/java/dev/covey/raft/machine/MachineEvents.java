package dev.covey.raft.machine;

import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.State;
import java.util.Optional;

/**
 * What the machine tells the store. Called under Ratis's locks: must be quick and must not call
 * what waits for Ratis.
 */
public interface MachineEvents {

    /** An entry with requests was applied; {@code index} and everything before it is. */
    void applied(long index, BatchResult result);

    /** An entry of Ratis's own was passed. */
    void passed(long index);

    /** The state was replaced by a snapshot that ends at {@code index}. */
    void restored(long index, State state);

    /** This member leads and has applied everything from before its term. */
    void leaderReady();

    /** This member has ceased to lead. */
    void notLeader();

    /** Somebody leads. */
    void leaderChanged(Optional<String> leader);

    /** This member cannot go on: its disk failed, or an entry cannot be applied. */
    void failed(String why, Throwable cause);

    /** Ratis has closed the group on this member. */
    void shutDown();
}
