package dev.covey.raft.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * A segment of Ratis's log: a magic word, then records, then zeros. A record is a length of seven
 * bits a byte, so many bytes, and a CRC-32C over both.
 */
final class Segment {

    private static final byte[] MAGIC = "RaftLog1".getBytes(StandardCharsets.UTF_8);
    private static final int CHECKSUM = Integer.BYTES;
    private static final int MOST_LENGTH_BYTES = 5;

    /** What a disk writes wholly or not at all, in bytes. */
    private static final int SECTOR = 512;

    /** Written zeros that may stand before a boundary without being taken for lost bytes. */
    private static final int SLACK = 16;

    private final byte[] bytes;
    private final int end;

    Segment(byte[] bytes) {
        this.bytes = bytes;
        int last = bytes.length;
        while (last > 0 && bytes[last - 1] == 0) {
            last--;
        }
        this.end = last;
    }

    /** What takes the sound records of a segment one by one. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes one.
         *
         * @param at where it begins
         * @return whether the next one is wanted
         */
        boolean take(int at, ByteBuffer body);
    }

    /** Where the first record begins that does not fit its checksum; empty if all do. */
    OptionalInt firstBad() {
        return read((at, body) -> true);
    }

    /** Hands over records as long as they are sound; says where one begins that is not. */
    OptionalInt read(Taker taker) {
        if (end == 0) {
            return OptionalInt.empty();
        }
        if (!Arrays.equals(
                bytes, 0, Math.min(bytes.length, MAGIC.length), MAGIC, 0, MAGIC.length)) {
            return OptionalInt.of(0);
        }
        int at = MAGIC.length;
        while (at < end) {
            int next = recordEnd(at);
            if (next < 0) {
                return OptionalInt.of(at);
            }
            if (!taker.take(at, body(at, next))) {
                return OptionalInt.empty();
            }
            at = next;
        }
        return OptionalInt.empty();
    }

    private ByteBuffer body(int start, int next) {
        int at = start;
        while ((bytes[at++] & 0x80) != 0) {
            // the length is known to be well formed
        }
        return ByteBuffer.wrap(bytes, at, next - CHECKSUM - at);
    }

    /** Where a sound record ends; -1 if there is none. */
    private int recordEnd(int start) {
        int at = start;
        long length = 0;
        int shift = 0;
        do {
            if (at - start == MOST_LENGTH_BYTES || at >= bytes.length) {
                return -1;
            }
            length |= (bytes[at] & 0x7fL) << shift;
            shift += 7;
        } while ((bytes[at++] & 0x80) != 0);
        if (length == 0 || at + length + CHECKSUM > bytes.length) {
            return -1;
        }
        int checked = Math.toIntExact(at + length);
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, checked - start);
        int found = ByteBuffer.wrap(bytes, checked, CHECKSUM).getInt();
        return found == (int) crc.getValue() ? checked + CHECKSUM : -1;
    }

    /**
     * Whether the record at a place, which is not sound, is one that was never wholly written: some
     * of it still reads as the zeros that were there before, up to a boundary between sectors, and
     * nothing sound follows. What was acknowledged was wholly written, whatever became of it since.
     */
    boolean isTorn(int bad) {
        if (bad < MAGIC.length) {
            return end <= MAGIC.length;
        }
        for (int at = bad + 1; at < end; at++) {
            if (recordEnd(at) >= 0) {
                return false;
            }
        }
        return tailIsLost() || hasEmptySector(bad);
    }

    private boolean tailIsLost() {
        int boundary = Math.min((end + SECTOR - 1) / SECTOR * SECTOR, bytes.length);
        return boundary - end <= SLACK;
    }

    private boolean hasEmptySector(int bad) {
        for (int sector = bad / SECTOR; (sector + 1) * SECTOR <= end; sector++) {
            int from = Math.max(bad, sector * SECTOR);
            if (isZero(from, (sector + 1) * SECTOR)) {
                return true;
            }
        }
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
