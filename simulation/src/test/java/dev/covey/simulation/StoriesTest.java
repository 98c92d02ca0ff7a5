package dev.covey.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.simulation.story.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each story must end in the log that is kept beside it. {@code -Drewrite} writes the logs anew:
 * only commit the changes if you understand them.
 */
final class StoriesTest {

    private static final Path STORIES =
            Path.of(
                    System.getProperty("covey.root", ".."),
                    "simulation/src/test/resources/stories");

    @TestFactory
    Stream<DynamicTest> stories() throws IOException {
        try (Stream<Path> all = Files.list(STORIES)) {
            return all.sorted().toList().stream()
                    .map(story -> DynamicTest.dynamicTest(name(story), () -> tell(story)));
        }
    }

    private static String name(Path story) {
        return String.valueOf(story.getFileName());
    }

    private static void tell(Path story) {
        assertThat(lines(story.resolve("README"))).as("what it shows").isNotEmpty();
        List<String> log = Story.play(lines(story.resolve("script")));
        Path expected = story.resolve("log");
        if (System.getProperty("rewrite") != null) {
            write(expected, log);
        }
        assertThat(String.join("\n", log))
                .as("the log of %s; if it is right, write it with -Drewrite", name(story))
                .isEqualTo(String.join("\n", lines(expected)));
        assertThat(log).as("what must never happen").noneMatch(l -> l.startsWith("BROKEN"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
