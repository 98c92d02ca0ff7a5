package dev.covey.kv;

/** By what a range is sorted. Keys of equal rank stay in the order of their keys. */
public record RangeOrder(Target target, boolean descending) {

    /** By key, ascending. */
    public static final RangeOrder DEFAULT = new RangeOrder(Target.KEY, false);

    /** What is compared. */
    public enum Target {
        /** The key. */
        KEY,
        /** The version. */
        VERSION,
        /** The create revision. */
        CREATE,
        /** The modification revision. */
        MOD,
        /** The value, byte by byte. */
        VALUE
    }
}
