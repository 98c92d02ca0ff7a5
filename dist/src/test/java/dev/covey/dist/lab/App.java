package dev.covey.dist.lab;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The program as Maven made it. */
public final class App {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Path HOME = quick(made());

    private App() {}

    /** Where it lies. */
    public static Path home() {
        return HOME;
    }

    private static Path made() {
        return Path.of(System.getProperty("covey.app", "target/app")).toAbsolutePath();
    }

    /**
     * Gives it, once a build, what people get with theirs, for tests run hundreds of commands: jars
     * that fit into Java's cache of classes, and that cache.
     */
    private static Path quick(Path home) {
        File cache = home.resolve("cache/cli.aot").toFile();
        if (cache.lastModified() < newest(home.resolve("lib").toFile())) {
            String script =
                    "%1$s/bin/java ../tools/Lift.java %2$s/lib/picocli-*.jar %2$s/lib/bc*-jdk18on-*.jar && JAVA_HOME=%1$s COVEY_TRAIN=1 %2$s/bin/covey --help"
                            .formatted(System.getProperty("java.home"), home);
            List<String> command = List.of("sh", "-c", script);
            Shell.run(BOUND, command).orThrow(command);
        }
        return home;
    }

    /** Java looks at the first jar only before it uses a cache. */
    private static long newest(File jars) {
        return Stream.of(Objects.requireNonNull(jars.listFiles()))
                .mapToLong(File::lastModified)
                .max()
                .orElse(0);
    }
}
