package dev.covey.dist.program;

import java.nio.file.Path;
import java.util.Optional;

/** Where the program lies; the launcher says so. */
public final class Home {

    private Home() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    public static Path find() {
        return Optional.ofNullable(System.getProperty("covey.home"))
                .map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath());
    }
}
