package dev.covey.runtime.store;

/** What a transaction read and asserts to be still so. */
public sealed interface Condition {

    /**
     * A row is as it was read.
     *
     * @param modRevision 0 for a row that must not exist
     */
    record RowAt(String key, long modRevision) implements Condition {}

    /**
     * No row under a prefix was put or deleted after a revision.
     *
     * @param since the revision of the view that was read
     */
    record PrefixUnchanged(String prefix, long since) implements Condition {}
}
