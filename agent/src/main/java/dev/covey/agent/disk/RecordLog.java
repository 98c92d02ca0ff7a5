package dev.covey.agent.disk;

import com.google.protobuf.ByteString;
import dev.covey.pki.secretfile.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An append-only file of records, each {@code length, CRC-32C of the length, CRC-32C of kind and
 * body, kind, body}. The length has a checksum of its own because a wrong one would look like a
 * torn end. The file has mode 0600. For one thread at a time, and one process.
 */
public final class RecordLog implements Records {

    /** The largest body, bytes. */
    public static final int MOST_BYTES = 8 << 20;

    private static final byte[] MAGIC = {'C', 'V', 'Y', 'L', 'O', 'G', '1', '\n'};
    static final int HEAD = 3 * Integer.BYTES + 1;

    private static final FileAttribute<?> MODE_0600 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final FileChannel channel;
    private final boolean damaged;

    private RecordLog(Path file, FileChannel channel, boolean damaged) {
        this.file = file;
        this.channel = channel;
        this.damaged = damaged;
    }

    /**
     * Opens the log, which is made if it is missing, and replays what it holds. What was read of a
     * damaged log before the damage counts; the file as it was is kept beside it, once, with the
     * ending {@code .damaged}.
     */
    public static RecordLog open(Path file, Consumer<Entry> replay) throws IOException {
        SecretFile.ownDirectory(parent(file));
        Files.deleteIfExists(next(file));
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        MODE_0600);
        try {
            LogReader reader = new LogReader(channel, MAGIC);
            reader.replay(replay);
            if (reader.damaged()) {
                Files.copy(file, beside(file, ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            }
            channel.truncate(reader.goodBytes());
            if (reader.goodBytes() == 0) {
                write(channel.position(0), ByteBuffer.wrap(MAGIC));
                forceNameOf(file);
            }
            channel.position(channel.size());
            return new RecordLog(file, channel, reader.damaged());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean damaged() {
        return damaged;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void append(byte kind, ByteString body) throws IOException {
        long before = channel.position();
        try {
            write(channel, frame(kind, body));
        } catch (IOException e) {
            // A full disk may have taken a part; what comes later must not stand behind it.
            channel.truncate(before);
            throw e;
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public RecordLog rewrite(Iterable<Entry> entries) throws IOException {
        Path next = next(file);
        Files.deleteIfExists(next);
        try (FileChannel out =
                FileChannel.open(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        MODE_0600)) {
            write(out, ByteBuffer.wrap(MAGIC));
            for (Entry entry : entries) {
                write(out, frame(entry.kind(), entry.body()));
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNameOf(file);
        channel.close();
        return open(file, _ -> {});
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static int checksum(byte kind, ByteString body) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(body.asReadOnlyByteBuffer());
        return (int) crc.getValue();
    }

    static int checksum(int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        return (int) crc.getValue();
    }

    private static ByteBuffer frame(byte kind, ByteString body) {
        if (body.size() > MOST_BYTES) {
            throw new IllegalArgumentException("a record of " + body.size() + " bytes");
        }
        return ByteBuffer.allocate(HEAD + body.size())
                .putInt(body.size())
                .putInt(checksum(body.size()))
                .putInt(checksum(kind, body))
                .put(kind)
                .put(body.asReadOnlyByteBuffer())
                .flip();
    }

    private static void write(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** A new file is there after a power cut only if its directory is on the disk too. */
    private static void forceNameOf(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(parent(file), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Path next(Path file) {
        return beside(file, ".new");
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not a file: " + file);
        }
        return parent;
    }
}
