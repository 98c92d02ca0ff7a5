package dev.covey.raft.machine;

import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.util.MD5FileUtil;

/**
 * Writes a state to a file, durably, and tells its digest. What is written goes to the disk in
 * steps: a gigabyte that is forced at once would keep the log, which shares the disk, waiting.
 */
final class SnapshotFile extends OutputStream {

    private static final int STEP = 4 << 20;

    private final FileChannel channel;
    private long unforced;

    private SnapshotFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes or replaces the file; it may be half written if this fails. */
    static MD5Hash write(Path path, State state) throws IOException {
        MessageDigest digest = MD5FileUtil.newMD5();
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OutputStream file = new SnapshotFile(channel);
            OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(file, digest), 1 << 16);
            SnapshotWriter.write(state, out);
            out.flush();
            channel.force(true);
        }
        return MD5Hash.newInstance(digest.digest());
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
        while (left.hasRemaining()) {
            unforced += channel.write(left);
        }
        if (unforced >= STEP) {
            channel.force(false);
            unforced = 0;
        }
    }
}
