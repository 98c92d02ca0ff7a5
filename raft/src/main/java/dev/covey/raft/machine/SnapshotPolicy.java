package dev.covey.raft.machine;

/**
 * When a snapshot is due: after so many entries or so many bytes of log since the last one,
 * whichever comes first. What a restart has to repeat is bounded by it.
 */
public record SnapshotPolicy(long entries, long bytes) {

    /** Keeps the log about as large as a moderate state. */
    public static final SnapshotPolicy USUAL = new SnapshotPolicy(50_000, 32L << 20);
}
