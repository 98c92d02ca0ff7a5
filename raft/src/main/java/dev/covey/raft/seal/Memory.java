package dev.covey.raft.seal;

/**
 * What is remembered of another member.
 *
 * @param start the latest one that was accepted
 * @param held the last entry that it is known to have had
 * @param asOf the last entry that who wrote this had applied when it first heard of the instance
 */
public record Memory(Start start, long held, long asOf) {

    /** The same with what is known of it now. */
    Memory holding(long index) {
        return index > held ? new Memory(start, index, asOf) : this;
    }

    /** This, which is newer, with what is still true of what was known before. */
    Memory after(Memory known) {
        return start.instance().equals(known.start.instance()) ? merged(known) : this;
    }

    /** What two members know together. */
    Memory merged(Memory other) {
        if (!start.instance().equals(other.start.instance())) {
            return other.asOf > asOf ? other : this;
        }
        Start latest = other.start.number() > start.number() ? other.start : start;
        return new Memory(latest, Math.max(held, other.held), Math.max(asOf, other.asOf));
    }
}
