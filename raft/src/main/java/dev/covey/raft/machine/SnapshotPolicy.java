package dev.covey.raft.machine;

/**
 * When a snapshot is due: after so many entries or so many bytes of log since the last one,
 * whichever comes first. What a restart has to repeat is bounded by it.
 *
 * <p>Both bounds grow with the state: a store that holds a gigabyte would otherwise write it anew
 * for every few megabytes of log.
 */
public record SnapshotPolicy(long entries, long bytes) {

    /** Keeps the log about as large as a moderate state. */
    public static final SnapshotPolicy USUAL = new SnapshotPolicy(50_000, 32L << 20);

    /** The log may grow to this share of the last snapshot. */
    private static final double SHARE = 0.5;

    /** So many times the bounds at most, however large the state is. */
    private static final double MOST = 8;

    /**
     * Whether it is time for one.
     *
     * @param loggedEntries since the last snapshot
     * @param loggedBytes since the last snapshot
     * @param snapshotBytes what the last snapshot took; 0 if there is none
     */
    boolean isDue(long loggedEntries, long loggedBytes, long snapshotBytes) {
        double times = Math.clamp(snapshotBytes * SHARE / bytes, 1, MOST);
        return loggedEntries >= entries * times || loggedBytes >= bytes * times;
    }
}
