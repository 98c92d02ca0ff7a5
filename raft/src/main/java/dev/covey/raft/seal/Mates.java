package dev.covey.raft.seal;

import java.util.Set;

/** The group as this member knows it. Quick to ask, from any thread. */
public interface Mates {

    /** Those that vote, by node id; this member may be one. */
    Set<String> voters();

    /** All members. */
    Set<String> everybody();

    /** The last entry that a member is known to have on its disk, committed; -1 if unknown. */
    long heldBy(String node);

    /** The last entry that this member has applied. */
    long applied();
}
