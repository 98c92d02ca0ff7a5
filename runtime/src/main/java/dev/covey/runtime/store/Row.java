package dev.covey.runtime.store;

import dev.covey.kv.KeyValue;
import java.util.Arrays;

/**
 * One row of the system space.
 *
 * @param value never to be written to
 * @param createRevision the revision that made the row
 * @param modRevision the revision that wrote this value
 * @param version 1 when made, one more with each put
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are shared with the store, not copied
public record Row(String key, byte[] value, long createRevision, long modRevision, long version) {

    /** The row that a key of the system space holds. */
    public static Row of(KeyValue kv) {
        return new Row(
                kv.key().utf8(),
                kv.value().shared(),
                kv.createRevision(),
                kv.modRevision(),
                kv.version());
    }

    /** The id of what the row is about: the last part of its key. */
    public String id() {
        return id(key);
    }

    static String id(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row
                && key.equals(row.key)
                && modRevision == row.modRevision
                && createRevision == row.createRevision
                && version == row.version
                && Arrays.equals(value, row.value);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + Long.hashCode(modRevision);
    }

    /** Key and revision; never the value, which may be secret. */
    @Override
    public String toString() {
        return key + "@" + modRevision;
    }
}
