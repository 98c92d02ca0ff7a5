package dev.covey.raft.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.util.MD5FileUtil;

/**
 * A file that is put on the disk piece by piece as it is written. Were all of it left to one flush
 * at the end, the log's own flushes would stand behind hundreds of megabytes. It rests after each.
 * For one thread.
 */
final class SnapshotOutput extends OutputStream {

    private static final int BUFFER = 256 << 10;

    /** What at most waits to be flushed, in bytes. */
    private static final long PIECE = 4L << 20;

    private final Pace pace;
    private final FileChannel channel;
    private final MessageDigest digest = MD5FileUtil.newMD5();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long waiting;
    private long written;

    SnapshotOutput(Path file, Pace pace) throws IOException {
        this.pace = pace;
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int part = Math.min(buffer.remaining(), end - at);
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        written += buffer.remaining();
        waiting += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        if (waiting >= PIECE) {
            force();
            pace.rest();
        }
    }

    private void force() throws IOException {
        channel.force(false);
        waiting = 0;
    }

    /** Has all on the disk; nothing may be written any more. */
    Written finish() throws IOException {
        drain();
        channel.force(true);
        return new Written(written, MD5Hash.newInstance(digest.digest()));
    }

    /** How much was written, and its digest. */
    record Written(long bytes, MD5Hash digest) {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
