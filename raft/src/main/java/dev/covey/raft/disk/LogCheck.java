package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the log of a member that is not running. */
public final class LogCheck {

    private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);
    private static final String OPEN = "log_inprogress_";
    private static final Predicate<String> NAMES =
            Pattern.compile("log_(inprogress_)?[0-9-]+").asMatchPredicate();

    /**
     * Passes a log that is sound, after cutting off an incomplete last record.
     *
     * @param directory that holds the segments; nothing is done if it is not there
     * @throws DamagedFileException if any other record is not what was written
     */
    public static void judge(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path segment : segments(directory)) {
            judgeSegment(segment);
        }
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAMES.test(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static void judgeSegment(Path file) throws IOException {
        Segment segment = new Segment(Files.readAllBytes(file));
        OptionalInt bad = segment.firstBad();
        if (bad.isEmpty()) {
            return;
        }
        boolean open = String.valueOf(file.getFileName()).startsWith(OPEN);
        if (!open || !segment.isTorn(bad.getAsInt())) {
            throw new DamagedFileException(
                    file,
                    "the record at byte %d is not what was written".formatted(bad.getAsInt()));
        }
        LOG.warn("cutting an incomplete record off {} at byte {}", file, bad.getAsInt());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bad.getAsInt());
            channel.force(true);
        }
    }

    private LogCheck() {}
}
