package dev.covey.kv.machine;

/**
 * Where a space stands.
 *
 * @param revision of the last change
 * @param floor the lowest revision that can still be read
 * @param swept below this revision nothing is left that compaction has to remove; at most the floor
 * @param used bytes that count against the quota
 * @param quota most bytes the space may use
 */
public record Numbers(long revision, long floor, long swept, long used, long quota) {

    /** From this share of the quota on the space counts as nearly full: a percentage. */
    private static final int NEARLY_PERCENT = 95;

    /** Whether so little is left that people should know. */
    public boolean isNearlyFull() {
        return used / NEARLY_PERCENT >= quota / 100;
    }
}
