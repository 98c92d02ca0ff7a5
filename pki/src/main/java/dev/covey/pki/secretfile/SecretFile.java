package dev.covey.pki.secretfile;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Writes and reads small files of mode 0600. A reader sees the old content or the new one, also
 * after a power cut. Writers of one process take turns; of several processes on one directory, the
 * directory's own lock must allow only one. Failures of the disk are {@link Problem.Failed}.
 */
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?> MODE_0600 =
            PosixFilePermissions.asFileAttribute(OWNER_FILE);

    private SecretFile() {}

    /** Replaces the file's content and returns when it is on the disk. */
    public static void write(Path file, byte[] content) {
        try {
            replace(file.toAbsolutePath(), content);
        } catch (IOException e) {
            throw failed("file_not_written", "write " + file, e);
        }
    }

    /** Replaces the file's content with a text in UTF-8. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The file's content, or empty if there is no such file. A file that others may read is taken
     * from them first.
     *
     * @param most largest accepted size in bytes
     */
    public static Optional<byte[]> read(Path file, int most) {
        try {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(file);
            if (!OWNER_FILE.containsAll(now)) {
                Files.setPosixFilePermissions(file, OWNER_FILE);
            }
            return Optional.of(bounded(file, most));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("file_not_read", "read " + file, e);
        }
    }

    /** The file's content as UTF-8 text, or empty if there is no such file. */
    public static Optional<String> readText(Path file, int most) {
        return read(file, most).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Deletes the file if it is there. */
    public static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                sync(parent(file.toAbsolutePath()));
            }
        } catch (IOException e) {
            throw failed("file_not_deleted", "delete " + file, e);
        }
    }

    /** Makes the directory with its parents, or takes it from others if it is there: mode 0700. */
    public static void ownDirectory(Path directory) {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            }
            if (!OWNER_DIRECTORY.containsAll(Files.getPosixFilePermissions(directory))) {
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
        } catch (IOException e) {
            throw failed("directory_not_made", "make the directory " + directory, e);
        }
    }

    // One at a time, so that two writers of one file do not meet in its temporary name; that name
    // is
    // fixed so that a crash leaves at most one remainder, which the next write removes.
    private static synchronized void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        MODE_0600)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(parent(file));
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    // A rename is lasting only when the directory is on the disk too.
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] bounded(Path file, int most) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                Arrays.fill(content, (byte) 0);
                throw new IOException("it is larger than " + most + " bytes");
            }
            return content;
        }
    }

    private static ProblemException failed(String code, String what, IOException cause) {
        return new ProblemException(
                new Problem.Failed(
                        code,
                        "Expected to %s, but: %s. Check the disk and who owns it."
                                .formatted(what, reason(cause))));
    }

    private static String reason(IOException cause) {
        String type = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? type : type + " " + cause.getMessage();
    }
}
