package dev.covey.agent.disk;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a log up to its first bad record, and tells a torn end from damage. */
final class LogReader {

    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final long size;
    private final byte[] magic;
    private long good;
    private boolean damaged;
    private ByteBuffer window = ByteBuffer.allocate(CHUNK).limit(0);
    private long windowEnd;

    LogReader(FileChannel channel, byte[] magic) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.magic = magic;
    }

    void replay(Consumer<Records.Entry> consumer) throws IOException {
        if (!startsWell()) {
            return;
        }
        while (need(RecordLog.HEAD)) {
            int length = window.getInt();
            int lengthChecksum = window.getInt();
            int checksum = window.getInt();
            byte kind = window.get();
            if (RecordLog.checksum(length) != lengthChecksum || length > RecordLog.MOST_BYTES) {
                damaged = !onlyZerosFollow();
                return;
            }
            if (!need(length)) {
                return;
            }
            ByteString body = ByteString.copyFrom(window, length);
            if (RecordLog.checksum(kind, body) != checksum) {
                damaged = !onlyZerosFollow();
                return;
            }
            consumer.accept(new Records.Entry(kind, body));
            good = position();
        }
    }

    // A file system may have made a file longer before it wrote what is in it.
    private boolean onlyZerosFollow() throws IOException {
        while (window.hasRemaining() || need(1)) {
            if (window.get() != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes from the start are whole records; 0 if not even the heading is. */
    long goodBytes() {
        return good;
    }

    boolean damaged() {
        return damaged;
    }

    private boolean startsWell() throws IOException {
        if (!need(magic.length)) {
            return false;
        }
        byte[] found = new byte[magic.length];
        window.get(found);
        if (!Arrays.equals(found, magic)) {
            damaged = true;
            return false;
        }
        good = position();
        return true;
    }

    private long position() {
        return windowEnd - window.remaining();
    }

    private boolean need(int bytes) throws IOException {
        if (size - position() < bytes) {
            return false;
        }
        if (window.remaining() >= bytes) {
            return true;
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.max(CHUNK, bytes)).put(window);
        while (larger.position() < bytes) {
            int read = channel.read(larger, windowEnd);
            if (read < 0) {
                return false;
            }
            windowEnd += read;
        }
        window = larger.flip();
        return true;
    }
}
