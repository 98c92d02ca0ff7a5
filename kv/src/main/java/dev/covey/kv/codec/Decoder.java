package dev.covey.kv.codec;

import dev.covey.kv.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what an {@link Encoder} wrote. For one thread. Every method throws {@link
 * MalformedException} where the bytes do not hold what is asked for.
 */
public final class Decoder {

    private final byte[] buffer;
    private final int end;
    private int at;
    private int depth;

    /** Reads all of an array. */
    public Decoder(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    private Decoder(byte[] buffer, int from, int end) {
        this.buffer = buffer;
        this.at = from;
        this.end = end;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** Checks that nothing is left. */
    public void finish() {
        if (remaining() > 0) {
            throw new MalformedException(
                    "Expected the end, but %d bytes are left.".formatted(remaining()));
        }
    }

    private void need(long count) {
        if (count < 0 || count > remaining()) {
            throw new MalformedException(
                    "Expected %d more bytes, but %d are left.".formatted(count, remaining()));
        }
    }

    /** Reads one byte, from 0 to 255. */
    public int octet() {
        need(1);
        return buffer[at++] & 0xff;
    }

    /** Reads a number of 1 to 10 bytes. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new MalformedException("Expected a number, but it has more than 10 bytes.");
    }

    /** Reads a number that must lie between two others, both included. */
    public int number(int least, int greatest) {
        long value = number();
        if (value < least || value > greatest) {
            throw new MalformedException(
                    "Expected a number from %d to %d, but found %d."
                            .formatted(least, greatest, value));
        }
        return (int) value;
    }

    /** Reads a number that must not be negative. */
    public long natural() {
        long value = number();
        if (value < 0) {
            throw new MalformedException("Expected no negative number, but found " + value);
        }
        return value;
    }

    /** Reads a number of 4 bytes. */
    public int fixed32() {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    /** Reads a number of 8 bytes. */
    public long fixed64() {
        return ((long) fixed32() << 32) | (fixed32() & 0xffff_ffffL);
    }

    /** Reads a truth value. */
    public boolean flag() {
        return number(0, 1) == 1;
    }

    /** Reads bytes with their length. */
    public Bytes bytes() {
        return Bytes.wrap(array());
    }

    /** Reads bytes with their length. */
    public byte[] array() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(buffer, at - length, at);
    }

    /** Reads a text of at most so many bytes. */
    public String text(int most) {
        int length = length();
        if (length > most) {
            throw new MalformedException(
                    "Expected a text of at most %d bytes, but it has %d.".formatted(most, length));
        }
        at += length;
        return new String(buffer, at - length, length, StandardCharsets.UTF_8);
    }

    /** A decoder for bytes with their length, which are skipped here and not copied. */
    public Decoder part() {
        int length = length();
        at += length;
        return new Decoder(buffer, at - length, at);
    }

    private int length() {
        long length = number();
        need(length);
        return (int) length;
    }

    /** Reads a list; every element takes at least one byte. */
    public <T> List<T> list(Function<Decoder, T> read) {
        int count = length();
        List<T> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(read.apply(this));
        }
        return values;
    }

    /** Reads a value that may hold values of its own kind, down to a fixed depth. */
    public <T> T nested(Function<Decoder, T> read) {
        if (depth == Encoder.MAX_DEPTH) {
            throw new MalformedException("Expected a depth of at most " + Encoder.MAX_DEPTH + ".");
        }
        depth++;
        T value = read.apply(this);
        depth--;
        return value;
    }
}
