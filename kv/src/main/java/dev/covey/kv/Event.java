package dev.covey.kv;

import org.jspecify.annotations.Nullable;

/**
 * What happened to one key at one revision.
 *
 * @param current the version that was put, or {@link KeyValue#deleted}
 * @param previous the version before, if there was one and it is not compacted
 */
public record Event(Kind kind, KeyValue current, @Nullable KeyValue previous) {

    /** Put or deleted. */
    public enum Kind {
        /** A version was written. */
        PUT,
        /** The key was deleted. */
        DELETE
    }

    /** The key it happened to. */
    public Bytes key() {
        return current.key();
    }
}
