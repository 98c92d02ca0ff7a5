package dev.covey.master.api.door;

/** Which master answers. */
public enum Reach {
    /** Any, from its own copy of the store. */
    LOCAL,
    /**
     * The active one, because the answer has live figures; where there is none, any without them.
     */
    LIVE,
    /** The active one only. */
    ACTIVE
}
