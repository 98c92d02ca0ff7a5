package dev.covey.raft.disk;

import java.util.Optional;

/**
 * How far a log reaches.
 *
 * @param first the first entry; one more than {@code last} if there is none
 * @param last the last entry that is sound, with everything from the first one on
 * @param term of the last entry; 0 if there is none
 * @param flaw what stands at its end if that is not where the files end
 */
public record Reach(long first, long last, long term, Optional<Flaw> flaw) {

    /**
     * What is wrong with a log.
     *
     * @param what for a person: file, place, and what was expected there
     * @param torn whether it is an entry that was never wholly written, at the very end
     */
    public record Flaw(DamagedFileException what, boolean torn) {}

    /** How many entries there are. */
    public long count() {
        return last - first + 1;
    }

    /** What keeps the log from being used; an entry that was never wholly written does not. */
    public Optional<DamagedFileException> damage() {
        return flaw.filter(found -> !found.torn()).map(Flaw::what);
    }
}
