package dev.covey.kv;

/**
 * The reign of one leader, compared by incarnation, then term.
 *
 * @param incarnation rises with every restore, forced recovery and promotion; from 1
 * @param term of the Raft group
 */
public record Epoch(long incarnation, long term) implements Comparable<Epoch> {

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
