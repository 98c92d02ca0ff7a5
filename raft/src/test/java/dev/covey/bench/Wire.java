package dev.covey.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** As much of etcd's protocol, and of Protocol Buffers, as the measurements need. */
final class Wire {

    static final MethodDescriptor<byte[], byte[]> PUT = method("etcdserverpb.KV/Put");
    static final MethodDescriptor<byte[], byte[]> RANGE = method("etcdserverpb.KV/Range");
    static final MethodDescriptor<byte[], byte[]> COMPACT = method("etcdserverpb.KV/Compact");
    static final MethodDescriptor<byte[], byte[]> STATUS =
            method("etcdserverpb.Maintenance/Status");

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.newBuilder(Raw.ONLY, Raw.ONLY)
                .setType(MethodDescriptor.MethodType.UNARY)
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

    /** A request to forget what is older than a revision. */
    static byte[] compact(long revision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(12);
        out.write(1 << 3);
        number(out, revision);
        return out.toByteArray();
    }

    static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        out.write((field << 3) | 2);
        number(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 127) {
            out.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** The fields of a message: byte arrays, or numbers as {@code Long}. */
    static Map<Integer, Object> fields(byte[] message) {
        Map<Integer, Object> fields = new HashMap<>();
        int[] at = {0};
        while (at[0] < message.length) {
            long tag = number(message, at);
            int field = (int) (tag >> 3);
            if ((tag & 7) == 0) {
                fields.put(field, number(message, at));
            } else {
                int length = (int) number(message, at);
                fields.put(field, Arrays.copyOfRange(message, at[0], at[0] + length));
                at[0] += length;
            }
        }
        return fields;
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
