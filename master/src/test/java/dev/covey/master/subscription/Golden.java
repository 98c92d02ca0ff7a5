package dev.covey.master.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected outputs in files; {@code -Drewrite=true} writes them anew. */
public final class Golden {

    private static final Path FOLDER =
            Path.of(
                    System.getProperty("covey.root", ".."),
                    "master/src/test/resources/dev/covey/master/subscription");

    private Golden() {}

    /** The text is as the file has it. */
    public static void assertSame(String file, String found) {
        Path path = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("rewrite")) {
                Files.createDirectories(FOLDER);
                Files.writeString(path, found);
            }
            assertThat(found).as(file).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
