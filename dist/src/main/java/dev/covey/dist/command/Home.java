package dev.covey.dist.command;

import java.nio.file.Path;
import java.util.Optional;

/** Where the program lies; the launcher says so. */
final class Home {

    private Home() {}

    static Path find() {
        return Optional.ofNullable(System.getProperty("covey.home"))
                .map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath());
    }
}
