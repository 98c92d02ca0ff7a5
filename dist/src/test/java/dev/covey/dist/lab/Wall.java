package dev.covey.dist.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What a program takes for the time of day. The monotonic clock is left alone, as it is on a
 * machine whose wall clock is wrong.
 *
 * @param shift as libfaketime takes it: {@code -40d}, or {@code @1970-01-02 00:00:00}
 */
public record Wall(Optional<String> shift) {

    /** The machine's own. */
    public static final Wall RIGHT = new Wall(Optional.empty());

    /** Its mending of waits makes every wait of a JVM seconds long. */
    private static final String MONOTONIC =
            "FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0";

    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    /** A shifted one; skips the test where there is no library for it. */
    public static Wall shifted(String shift) {
        if (library().isEmpty()) {
            Assumptions.abort("needs libfaketime (package faketime)");
        }
        return new Wall(Optional.of(shift));
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** What stands before a command that is to see it. */
    public String shown() {
        return shift.map(
                        s ->
                                "env LD_PRELOAD=%s %s FAKETIME='%s' "
                                        .formatted(library().orElseThrow(), MONOTONIC, s))
                .orElse("env ");
    }
}
