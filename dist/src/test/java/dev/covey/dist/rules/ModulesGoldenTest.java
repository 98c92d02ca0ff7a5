package dev.covey.dist.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ModulesGoldenTest {
    private static final Path GOLDEN = Path.of("docs/modules.txt");

    private static final String REASON =
            "A new edge between modules or a new library is a decision, so it shows in the change."
                    + " Write docs/modules.txt again with ./dev docs";

    @Test
    void edgesAndLibrariesAreTheOnesWrittenDown() throws IOException {
        String now = render();
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(Repository.ROOT.resolve(GOLDEN), now);
        }
        List<String> written = Repository.lines(GOLDEN);
        List<String> found = now.lines().toList();
        assertThat(found).as("in the build. " + REASON).filteredOn(not(written)).isEmpty();
        assertThat(written).as("in the file. " + REASON).filteredOn(not(found)).isEmpty();
        assertThat(written).isEqualTo(found);
    }

    private static Predicate<String> not(List<String> lines) {
        return line -> !lines.contains(line);
    }

    private static String render() throws IOException {
        List<Path> poms = modules();
        return Stream.of(
                        Stream.of("# Written by ./dev docs. What modules use, in program code:"),
                        poms.stream().map(pom -> line(pom, true)),
                        Stream.of("", "# The libraries that modules name themselves:"),
                        poms.stream().map(pom -> line(pom, false)).filter(s -> !s.endsWith(":")),
                        Stream.of("", "# Everything that ships beside our own modules:"),
                        shipped())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<Path> modules() {
        return Pattern.compile("<module>(.*)</module>")
                .matcher(Repository.text(Path.of("pom.xml")))
                .results()
                .map(found -> Path.of(found.group(1), "pom.xml"))
                .toList();
    }

    /** One module's dependencies: those on other modules, or those on libraries. */
    private static String line(Path pom, boolean own) {
        String names =
                Pattern.compile("(?s)<dependency>(.*?)</dependency>")
                        .matcher(Repository.text(pom))
                        .results()
                        .map(found -> found.group(1))
                        .filter(text -> !text.contains("<scope>test") && !text.contains("test-jar"))
                        .filter(text -> text.contains("<groupId>dev.covey<") == own)
                        .map(text -> " " + tag(text, "artifactId").replace("covey-", ""))
                        .sorted()
                        .collect(Collectors.joining());
        return Objects.requireNonNull(pom.getParent()) + ":" + names;
    }

    private static String tag(String text, String name) {
        return text.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }

    private static Stream<String> shipped() throws IOException {
        String classpath = Files.readString(Path.of("target/shipped.txt"));
        return Stream.of(classpath.strip().split(File.pathSeparator))
                .map(path -> Objects.requireNonNull(Path.of(path).getFileName()).toString())
                .filter(name -> name.endsWith(".jar") && !name.startsWith("covey"))
                .sorted();
    }
}
