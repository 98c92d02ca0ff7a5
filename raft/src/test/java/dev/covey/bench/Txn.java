package dev.covey.bench;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Transactions of etcd's protocol. */
final class Txn {

    private static final int NOT_EQUAL = 3;

    /** Puts a key and gets it back, whether it was there or not. */
    static byte[] putAndGet(byte[] key, byte[] value) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(key.length * 5 + value.length * 2 + 64);
        Wire.bytes(out, 1, compare(key, NOT_EQUAL, 0, 4, 0));
        for (int branch : List.of(2, 3)) {
            Wire.bytes(out, branch, operation(2, Wire.put(key, value)));
            Wire.bytes(out, branch, operation(1, Wire.range(key)));
        }
        return out.toByteArray();
    }

    /** Puts a key if it was written last at a revision. */
    static byte[] putIfStill(byte[] key, byte[] value, long revision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.bytes(out, 1, compare(key, 0, 2, 6, revision));
        Wire.bytes(out, 2, operation(2, Wire.put(key, value)));
        return out.toByteArray();
    }

    /** Whether the compares of an answered transaction held. */
    static boolean succeeded(byte[] answer) {
        return Wire.fields(answer).get(2) instanceof Long succeeded && succeeded != 0;
    }

    /** Puts many keys at once. */
    static byte[] puts(List<byte[]> keys, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(keys.size() * (value.length + 64));
        for (byte[] key : keys) {
            Wire.bytes(out, 2, operation(2, Wire.put(key, value)));
        }
        return out.toByteArray();
    }

    /** Equal is 0; the targets are version 0 and last writing 2, with fields 4 and 6. */
    private static byte[] compare(byte[] key, int result, int target, int field, long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.number(out, 1, result);
        Wire.number(out, 2, target);
        Wire.bytes(out, 3, key);
        Wire.number(out, field, number);
        return out.toByteArray();
    }

    private static byte[] operation(int field, byte[] request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(request.length + 4);
        Wire.bytes(out, field, request);
        return out.toByteArray();
    }

    private Txn() {}
}
