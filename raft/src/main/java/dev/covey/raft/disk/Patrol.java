package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads what a running member wrote long ago, a file at a time, so that damage is found while the
 * other members can still make up for it. Only files that nobody writes to any more are read:
 * closed segments of the log, and the newest snapshot. Used by one thread at a time.
 */
public final class Patrol {

    private final Path group;
    private String last = "";

    /** A patrol in a directory of Ratis's. */
    public Patrol(Path group) {
        this.group = group;
    }

    /**
     * Reads the next file, and begins again after the last one.
     *
     * @throws DamagedFileException if it is not what was written
     */
    public void step() throws IOException {
        TreeMap<String, Check> checks = new TreeMap<>();
        closedSegments(checks);
        // Only the newest one is sure not to be dropped while it is read.
        StoredSnapshot.in(group.resolve("sm")).stream()
                .limit(1)
                .forEach(each -> checks.put(each.file().toString(), each::judge));
        String next = Optional.ofNullable(checks.higherKey(last)).orElse("");
        last = next;
        Check check = checks.get(next);
        if (check != null) {
            check.run();
        }
    }

    private void closedSegments(Map<String, Check> checks) throws IOException {
        Path current = group.resolve("current");
        if (!Files.isDirectory(current)) {
            return;
        }
        try (Stream<Path> files = Files.list(current)) {
            files.filter(file -> String.valueOf(file.getFileName()).matches("log_\\d+-\\d+"))
                    .forEach(file -> checks.put(file.toString(), () -> judge(file)));
        }
    }

    private static void judge(Path segment) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(segment);
        } catch (NoSuchFileException e) {
            return; // dropped meanwhile: a snapshot stands for it
        }
        OptionalInt bad = new Segment(bytes).firstBad();
        if (bad.isPresent()) {
            throw new DamagedFileException(
                    segment,
                    "the record at byte %d is not what was written".formatted(bad.getAsInt()));
        }
    }

    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }
}
