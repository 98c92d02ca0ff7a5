package dev.covey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for the time of a measurement, on the disk that the temporary directory is on. */
final class Directories {

    static Path make() throws IOException {
        return Files.createTempDirectory("covey-bench");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What the files of a folder take on the disk, in bytes; those that go meanwhile do not count.
     */
    static long size(Path directory) {
        try {
            Process du = new ProcessBuilder("du", "-s", "-B1", directory.toString()).start();
            String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(said.split("\t")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Directories() {}
}
