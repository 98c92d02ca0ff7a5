package dev.covey.kv;

/**
 * One version of one key.
 *
 * @param createRevision the revision that made the key, after its last deletion
 * @param modRevision the revision that wrote this version
 * @param version 1 for the put that made the key, one more with each put
 * @param lease the client lease that the key hangs on; 0 for none
 */
public record KeyValue(
        Bytes key, Bytes value, long createRevision, long modRevision, long version, long lease) {

    /** Key, revision and length; never the value, which may be secret. */
    @Override
    public String toString() {
        return "%s@%d v%d (%d bytes)".formatted(key, modRevision, version, value.length());
    }

    /** What the event of a deletion says of its key: no value, no version, only when. */
    public static KeyValue deleted(Bytes key, long revision) {
        return new KeyValue(key, Bytes.EMPTY, 0, revision, 0, 0);
    }
}
