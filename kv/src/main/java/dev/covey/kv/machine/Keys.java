package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.tree.Visitor;
import org.jspecify.annotations.Nullable;

/** One space as a reader sees it: at rest, or in the middle of a batch. */
interface Keys {

    /** The revision of the last finished change. */
    long revision();

    /** The lowest revision that can be read. */
    long floor();

    /** The newest version of a key, which may be a deletion. */
    @Nullable Version newest(Bytes key);

    /** Shows the newest version of every key of a run of keys, deletions included. */
    void walk(Bytes from, @Nullable Bytes end, Visitor<Bytes, Version> visitor);

    /**
     * A revision that no put or deletion in a run of keys exceeds, if it is not below the floor.
     */
    long lastChange(Bytes from, @Nullable Bytes end);

    /** Shows the newest version of every key of a range, deletions included. */
    default void walk(KeyRange range, Visitor<Bytes, Version> visitor) {
        if (range.isSingle()) {
            Version version = newest(range.key());
            if (version != null) {
                visitor.visit(range.key(), version);
            }
        } else {
            walk(range.key(), range.isOpen() ? null : range.end(), visitor);
        }
    }

    /** Whether no key of a range changed after a revision; false where that is forgotten. */
    default boolean unchanged(KeyRange range, long since) {
        if (since < floor() || since > revision()) {
            return false;
        }
        if (range.isSingle()) {
            Version version = newest(range.key());
            return version == null || version.mod() <= since;
        }
        return lastChange(range.key(), range.isOpen() ? null : range.end()) <= since;
    }
}
