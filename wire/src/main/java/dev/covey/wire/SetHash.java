package dev.covey.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.covey.wire.v1.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The order-free hash of a set of items: the exclusive or of the SHA-256 of each item's canonical
 * bytes. Adding an item and taking it away are the same operation, so a set's hash follows each
 * change at a constant cost, and hashes of disjoint sets combine. It finds differences between
 * honest parties; it protects against nobody.
 */
public record SetHash(long a, long b, long c, long d) {
    /** The hash of nothing. */
    public static final SetHash EMPTY = new SetHash(0, 0, 0, 0);

    /** The hash of one item. */
    public static SetHash of(Item item) {
        byte[] bytes = new byte[item.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            item.writeTo(out);
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #bytes()} wrote; anything that is not 32 bytes long is taken for the hash
     * of nothing.
     */
    public static SetHash from(ByteString bytes) {
        return bytes.size() == 4 * Long.BYTES ? read(bytes.asReadOnlyByteBuffer()) : EMPTY;
    }

    private static SetHash read(ByteBuffer in) {
        return new SetHash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** The hash with a disjoint set added, or with a part taken away. */
    public SetHash xor(SetHash other) {
        return new SetHash(a ^ other.a, b ^ other.b, c ^ other.c, d ^ other.d);
    }

    /** 32 bytes. */
    public ByteString bytes() {
        ByteBuffer out = ByteBuffer.allocate(4 * Long.BYTES);
        return ByteString.copyFrom(out.putLong(a).putLong(b).putLong(c).putLong(d).flip());
    }
}
