package dev.covey.kv;

/** How much of each key a range returns. */
public enum RangePart {
    /** Keys with their values. */
    ALL,
    /** Keys without values. */
    KEYS,
    /** Only how many there are. */
    COUNT
}
