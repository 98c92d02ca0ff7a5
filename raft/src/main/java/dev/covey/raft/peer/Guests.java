package dev.covey.raft.peer;

/** Whom a member listens to. Asked on network threads: must not block. */
public interface Guests {

    /** Whether a node may make the members' own calls. */
    boolean mayCall(String node);

    /** Whether a member may send Raft messages, by its own id. */
    boolean maySend(String peer);
}
