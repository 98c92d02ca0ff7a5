package dev.covey.dist.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where clients write down what they saw. Safe for use by many threads. */
final class Chronicle implements AutoCloseable {

    private final BufferedWriter out;

    Chronicle(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    synchronized void write(String line) {
        try {
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
