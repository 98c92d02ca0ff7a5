package dev.covey.etcd.shape;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.KeyValue;
import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;

/** The small parts that all messages share. */
public final class Shapes {

    /** Bytes of the protocol as bytes of the store. */
    public static Bytes bytes(ByteString from) {
        return Bytes.wrap(from.toByteArray());
    }

    /** Bytes of the store as bytes of the protocol; shared, because both are immutable. */
    public static ByteString bytes(Bytes from) {
        return UnsafeByteOperations.unsafeWrap(from.shared());
    }

    /** A key, or a run of keys. */
    public static KeyRange range(ByteString key, ByteString end) {
        return new KeyRange(bytes(key), bytes(end));
    }

    /** A version of a key. */
    public static KeyValue keyValue(dev.covey.kv.KeyValue kv) {
        return KeyValue.newBuilder()
                .setKey(bytes(kv.key()))
                .setValue(bytes(kv.value()))
                .setCreateRevision(kv.createRevision())
                .setModRevision(kv.modRevision())
                .setVersion(kv.version())
                .setLease(kv.lease())
                .build();
    }

    /** What happened to a key. */
    public static Event event(dev.covey.kv.Event event, boolean previous) {
        Event.Builder built =
                Event.newBuilder().setType(type(event.kind())).setKv(keyValue(event.current()));
        if (previous && event.previous() != null) {
            built.setPrevKv(keyValue(event.previous()));
        }
        return built.build();
    }

    private static Event.EventType type(dev.covey.kv.Event.Kind kind) {
        return switch (kind) {
            case PUT -> Event.EventType.PUT;
            case DELETE -> Event.EventType.DELETE;
        };
    }

    private Shapes() {}
}
