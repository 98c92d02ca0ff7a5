package dev.covey.kv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered byte by byte as unsigned numbers. */
public final class Bytes implements Comparable<Bytes> {

    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** The UTF-8 bytes of a text. */
    public static Bytes of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of an array. */
    public static Bytes copyOf(byte[] source) {
        return wrap(source.clone());
    }

    /** Takes an array over without a copy; the caller must not write to it again. */
    public static Bytes wrap(byte[] source) {
        return source.length == 0 ? EMPTY : new Bytes(source);
    }

    /** How many bytes there are. */
    public int length() {
        return array.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return array.length == 0;
    }

    /** One byte, from 0 to 255. */
    public int at(int index) {
        return array[index] & 0xff;
    }

    /** The bytes themselves, not a copy: whoever asks must never write to them. */
    public byte[] shared() {
        return array;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return array.clone();
    }

    /** Copies all bytes into another array. */
    public void copyInto(byte[] target, int offset) {
        System.arraycopy(array, 0, target, offset, array.length);
    }

    /** The bytes read as UTF-8; mutilated sequences become the replacement character. */
    public String utf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** Whether these bytes begin with others. */
    public boolean startsWith(Bytes prefix) {
        return array.length >= prefix.array.length
                && Arrays.equals(
                        array, 0, prefix.array.length, prefix.array, 0, prefix.array.length);
    }

    /**
     * The first key after all keys that begin with these bytes; empty when there is none, that is
     * when every byte is 0xff.
     */
    public Bytes afterPrefix() {
        int last = array.length - 1;
        while (last >= 0 && array[last] == (byte) 0xff) {
            last--;
        }
        if (last < 0) {
            return EMPTY;
        }
        byte[] end = Arrays.copyOf(array, last + 1);
        end[last]++;
        return new Bytes(end);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** The text if it is printable ASCII, else hexadecimal. */
    @Override
    public String toString() {
        for (byte b : array) {
            if (b < 0x20 || b > 0x7e) {
                return "0x" + HexFormat.of().formatHex(array);
            }
        }
        return new String(array, StandardCharsets.US_ASCII);
    }
}
