package dev.covey.model;

/**
 * The reign of one active master, compared by incarnation, then term. Every write, effect and order
 * of a controller carries it; lower ones are refused.
 *
 * @param incarnation rises with every restore, forced recovery and promotion; from 1
 * @param term of the Raft group; from 1
 */
public record Epoch(long incarnation, long term) implements Comparable<Epoch> {

    /** Lower than every real epoch. */
    public static final Epoch NONE = new Epoch(0, 0);

    @Override
    public int compareTo(Epoch other) {
        int byIncarnation = Long.compare(incarnation, other.incarnation);
        return byIncarnation != 0 ? byIncarnation : Long.compare(term, other.term);
    }

    @Override
    public String toString() {
        return incarnation + "." + term;
    }
}
