package dev.covey.master.subscription.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds other people's programs as {@code ./dev test} does; tests without theirs are skipped. */
final class Programs {

    private Programs() {}

    /**
     * The program that a variable names, or of that name on the PATH, or among what was fetched.
     */
    static Path need(String variable, String name) {
        return Stream.of(
                        Stream.ofNullable(System.getenv(variable)).map(Path::of),
                        onPath(name),
                        fetched(name))
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(
                        () ->
                                Assumptions.abort(
                                        "no %s: set %s or put it on the PATH"
                                                .formatted(name, variable)));
    }

    private static Stream<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name));
    }

    private static Stream<Path> fetched(String name) {
        Optional<String> cache =
                Optional.ofNullable(System.getenv("COVEY_CACHE"))
                        .or(() -> environment("XDG_CACHE_HOME", "covey"))
                        .or(() -> environment("HOME", ".cache/covey"));
        Path folder = cache.map(Path::of).orElse(Path.of("/nonexistent"));
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all
                    .filter(home -> home.getFileName().toString().startsWith(name + "-"))
                    .map(home -> home.resolve(name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<String> environment(String variable, String below) {
        return Optional.ofNullable(System.getenv(variable)).map(v -> v + "/" + below);
    }
}
