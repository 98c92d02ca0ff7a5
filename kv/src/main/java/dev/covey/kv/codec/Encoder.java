package dev.covey.kv.codec;

import dev.covey.kv.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.Checksum;

/** Writes values into a buffer that grows. For one thread. */
public final class Encoder {

    /** How deep values may hold values of their own kind. */
    static final int MAX_DEPTH = 32;

    private byte[] buffer;
    private int size;
    private int depth;

    /** An encoder with some room. */
    public Encoder() {
        this(64);
    }

    /** An encoder with room for a number of bytes. */
    public Encoder(int capacity) {
        buffer = new byte[capacity];
    }

    /** How many bytes are written. */
    public int size() {
        return size;
    }

    /** A copy of what is written. */
    public byte[] toArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** Adds what is written to a checksum. */
    public void addTo(Checksum checksum) {
        checksum.update(buffer, 0, size);
    }

    /** Hands what is written to a stream and begins anew. */
    public void drainTo(OutputStream stream) throws IOException {
        stream.write(buffer, 0, size);
        size = 0;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            int needed = Math.addExact(size, more);
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, buffer.length * 2L);
            buffer = Arrays.copyOf(buffer, Math.max(needed, doubled));
        }
    }

    /** Writes one byte. */
    public Encoder octet(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Writes a number in 1 to 10 bytes; small ones are short, negative ones take 10. */
    public Encoder number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /** Writes a number in 4 bytes, most significant first. */
    public Encoder fixed32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            octet(value >>> shift);
        }
        return this;
    }

    /** Writes a number in 8 bytes, most significant first. */
    public Encoder fixed64(long value) {
        return fixed32((int) (value >>> 32)).fixed32((int) value);
    }

    /** Writes a truth value in one byte. */
    public Encoder flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** Writes bytes with their length. */
    public Encoder bytes(Bytes value) {
        number(value.length());
        reserve(value.length());
        value.copyInto(buffer, size);
        size += value.length();
        return this;
    }

    /** Writes bytes with their length. */
    public Encoder bytes(byte[] value) {
        number(value.length);
        return raw(value);
    }

    /** Writes bytes without their length. */
    public Encoder raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    /**
     * Writes a text as UTF-8 with its length.
     *
     * @throws IllegalArgumentException if it has more than so many bytes: no reader would take it
     */
    public Encoder text(String value, int most) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > most) {
            throw new IllegalArgumentException(
                    "Expected a text of at most %d bytes, but it has %d."
                            .formatted(most, utf8.length));
        }
        return bytes(utf8);
    }

    /**
     * Writes a value that may hold values of its own kind.
     *
     * @throws IllegalArgumentException if it is deeper than any reader would take
     */
    public Encoder nested(Runnable write) {
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("Expected a depth of at most " + MAX_DEPTH + ".");
        }
        depth++;
        write.run();
        depth--;
        return this;
    }

    /** Writes a list with its length. */
    public <T> Encoder list(List<T> values, BiConsumer<Encoder, T> write) {
        number(values.size());
        for (T value : values) {
            write.accept(this, value);
        }
        return this;
    }
}
