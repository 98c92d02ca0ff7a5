package dev.covey.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor.MethodType;

/** As much of etcd's protocol, and of Protocol Buffers, as the measurements need. */
final class Wire {

    static final MethodDescriptor<byte[], byte[]> PUT = method("etcdserverpb.KV/Put");
    static final MethodDescriptor<byte[], byte[]> RANGE = method("etcdserverpb.KV/Range");
    static final MethodDescriptor<byte[], byte[]> TXN = method("etcdserverpb.KV/Txn");
    static final MethodDescriptor<byte[], byte[]> COMPACT = method("etcdserverpb.KV/Compact");
    static final MethodDescriptor<byte[], byte[]> STATUS =
            method("etcdserverpb.Maintenance/Status");
    static final MethodDescriptor<byte[], byte[]> MOVE_LEADER =
            method("etcdserverpb.Maintenance/MoveLeader");
    static final MethodDescriptor<byte[], byte[]> SAVE =
            method("etcdserverpb.Maintenance/Snapshot", MethodType.SERVER_STREAMING);
    static final MethodDescriptor<byte[], byte[]> WATCH =
            method("etcdserverpb.Watch/Watch", MethodType.BIDI_STREAMING);

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return method(name, MethodType.UNARY);
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(Raw.ONLY, Raw.ONLY)
                .setType(type)
                .setFullMethodName(name)
                .build();
    }

    static byte[] put(byte[] key, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(key.length + value.length + 8);
        bytes(out, 1, key);
        bytes(out, 2, value);
        return out.toByteArray();
    }

    static byte[] range(byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(key.length + 2);
        bytes(out, 1, key);
        return out.toByteArray();
    }

    /** The revision that an answer tells. */
    static long revision(byte[] answer) {
        return fields(answer).get(1) instanceof byte[] header
                        && fields(header).get(3) instanceof Long revision
                ? revision
                : 0;
    }

    /** How many keys begin with a prefix that does not end with 0xff; linearizable. */
    static byte[] count(byte[] prefix) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(prefix.length * 2 + 8);
        bytes(out, 1, prefix);
        bytes(out, 2, after(prefix));
        number(out, 9, 1);
        return out.toByteArray();
    }

    /** The first key after all that begin with a prefix. */
    static byte[] after(byte[] prefix) {
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return end;
    }

    /** A request to forget what is older than a revision. */
    static byte[] compact(long revision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(12);
        number(out, 1, revision);
        return out.toByteArray();
    }

    static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        out.write((field << 3) | 2);
        number(out, value.length);
        out.writeBytes(value);
    }

    static void number(ByteArrayOutputStream out, int field, long value) {
        out.write(field << 3);
        number(out, value);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 127 || left < 0) {
            out.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** The fields of a message: byte arrays, or numbers as {@code Long}; of several, the last. */
    static Map<Integer, Object> fields(byte[] message) {
        Map<Integer, Object> fields = new HashMap<>();
        each(message, fields::put);
        return fields;
    }

    /** Shows the fields of a message in their order. */
    static void each(byte[] message, BiConsumer<Integer, Object> visitor) {
        int[] at = {0};
        while (at[0] < message.length) {
            long tag = number(message, at);
            int field = (int) (tag >> 3);
            if ((tag & 7) == 0) {
                visitor.accept(field, number(message, at));
            } else {
                int length = (int) number(message, at);
                visitor.accept(field, Arrays.copyOfRange(message, at[0], at[0] + length));
                at[0] += length;
            }
        }
    }

    private static long number(byte[] message, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message[at[0]++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private enum Raw implements MethodDescriptor.Marshaller<byte[]> {
        ONLY;

        @Override
        public InputStream stream(byte[] body) {
            return new ByteArrayInputStream(body);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Wire() {}
}
