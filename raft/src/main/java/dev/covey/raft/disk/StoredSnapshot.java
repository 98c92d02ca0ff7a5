package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ratis.util.MD5FileUtil;

/**
 * A snapshot of a member that is not running, judged by its checksum alone.
 *
 * @param term of the entry that it ends with
 * @param index of that entry
 */
public record StoredSnapshot(Path file, long term, long index) {

    private static final Pattern NAME = Pattern.compile("snapshot\\.(\\d{1,18})_(\\d{1,18})");
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{32} \\*?(\\S+)\\s*");

    /** All of a directory, the newest first; none if it does not exist. */
    public static List<StoredSnapshot> in(Path directory) throws IOException {
        List<StoredSnapshot> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(file -> of(file).ifPresent(found::add));
            }
        }
        found.sort(Comparator.comparingLong(StoredSnapshot::index).reversed());
        return found;
    }

    private static Optional<StoredSnapshot> of(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(
                        new StoredSnapshot(
                                file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    /**
     * Passes if a checksum is there.
     *
     * @return its file
     * @throws DamagedFileException if nothing says what the contents were
     */
    public Path judgeSum() throws IOException {
        Path sum = MD5FileUtil.getDigestFileForFile(file.toFile()).toPath();
        if (!Files.exists(sum)) {
            throw new DamagedFileException(file, "the file " + sum + " with its checksum is gone");
        }
        Matcher said = SUM.matcher(Files.readString(sum, StandardCharsets.ISO_8859_1));
        if (!said.matches() || !file.endsWith(said.group(1))) {
            throw new DamagedFileException(sum, "it is not a checksum of " + file);
        }
        return sum;
    }

    /**
     * Passes if the contents are what was written; reads all of them.
     *
     * @throws DamagedFileException if they are not
     */
    public void judge() throws IOException {
        Path sum = judgeSum();
        String found = MD5FileUtil.computeMd5ForFile(file.toFile()).toString();
        if (!Files.readString(sum, StandardCharsets.ISO_8859_1).startsWith(found)) {
            throw new DamagedFileException(
                    file, "its checksum is not the one in " + sum + "; either may be damaged");
        }
    }
}
