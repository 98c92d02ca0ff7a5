package dev.covey.dist.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where the program lies that speaks the VPN protocols. */
public final class Core {

    /** Set by whoever starts the program. */
    private static final String VARIABLE = "COVEY_XRAY";

    private Core() {}

    /** The executable, if there is one. */
    public static Optional<Path> find() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(Path::of)
                .filter(Files::isExecutable)
                .or(Core::onPath);
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":"))
                .map(dir -> Path.of(dir, "xray"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
