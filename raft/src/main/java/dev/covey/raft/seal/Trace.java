package dev.covey.raft.seal;

/**
 * What a member was seen to have in its own directory.
 *
 * @param term of its vote
 * @param vote empty for nobody
 * @param members the entry that last changed the members; -1 for none
 * @param membersSum the sum of the file that lists them; "-" for none
 * @param held the last entry that was on the disk and committed: it can neither be overwritten nor
 *     lost
 */
public record Trace(long term, String vote, long members, String membersSum, long held) {

    /** Nothing was seen. */
    public static final Trace NONE = new Trace(0, "", -1, "-", -1);
}
