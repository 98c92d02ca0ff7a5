package dev.covey.kv;

/** Bounds on the revisions of the keys that a range returns, both ends included; 0 for no bound. */
public record RangeFilter(long minMod, long maxMod, long minCreate, long maxCreate) {

    /** No bounds. */
    public static final RangeFilter NONE = new RangeFilter(0, 0, 0, 0);

    /** Whether a key is within all bounds. */
    public boolean admits(KeyValue kv) {
        return within(kv.modRevision(), minMod, maxMod)
                && within(kv.createRevision(), minCreate, maxCreate);
    }

    private static boolean within(long revision, long min, long max) {
        return (min == 0 || revision >= min) && (max == 0 || revision <= max);
    }
}
