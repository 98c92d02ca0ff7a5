package dev.covey.raft.machine;

/**
 * When a snapshot is due: after so many entries or so many bytes of log since the last one,
 * whichever comes first. What a restart has to repeat is bounded by it.
 *
 * <p>Where the last snapshot was larger than {@code bytes}, both grow with it, eightfold at most:
 * else a gigabyte would be written for each few megabytes of log.
 */
public record SnapshotPolicy(long entries, long bytes) {

    /** Keeps the log about as large as a moderate state. */
    public static final SnapshotPolicy USUAL = new SnapshotPolicy(50_000, 32L << 20);

    private static final long MOST_GROWTH = 8;

    /** Whether one is due after so much log, the last one having been so large. */
    boolean isDue(long newEntries, long newBytes, long lastSize) {
        long growth = Math.clamp(lastSize / bytes, 1, MOST_GROWTH);
        return newEntries >= entries * growth || newBytes / growth >= bytes;
    }
}
