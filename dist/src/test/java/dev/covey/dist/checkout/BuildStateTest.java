package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When ./covey builds and when it does not, on a checkout of one source file. */
final class BuildStateTest {
    /** A build that takes no time and says that it ran. */
    private static final String BUILD =
            """
            build_all() {
                echo built
                app=$root/build/app jdk=$root/jdk
                printf 'digest=%q\\njdk=%q\\napp=%q\\n' "$(digest)" "$jdk" "$app" >"$state"
            }
            jdk='' app=''
            ensure_built
            """;

    @TempDir Path root;

    private Path source;

    @BeforeEach
    void checkout() throws IOException {
        source = root.resolve("dist/src/main/java/Main.java");
        Files.createDirectories(root.resolve("dist/src/main/java"));
        Files.writeString(source, "class Main {}");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Bash.program(root.resolve("build/app/bin/covey"), "");
        Bash.program(root.resolve("jdk/bin/java"), "");
        age(root, "2026-01-01T00:00:00Z");
        assertThat(ensureBuilt()).isEqualTo("built");
        age(root.resolve("build/state"), "2026-01-02T00:00:00Z");
    }

    @Test
    void nothingIsBuiltWhileNothingChanges() {
        assertThat(ensureBuilt()).isEmpty();
    }

    @Test
    void aChangeIsBuilt() throws IOException {
        Files.writeString(source, "class Main { int x; }");
        assertThat(ensureBuilt()).isEqualTo("built");
        assertThat(ensureBuilt()).isEmpty();
    }

    @Test
    void aRemovedFileIsBuilt() throws IOException {
        Files.delete(source);
        assertThat(ensureBuilt()).isEqualTo("built");
    }

    @Test
    void theSameTextWithANewTimeIsNotBuilt() throws IOException {
        Files.writeString(source, "class Main {}");
        assertThat(ensureBuilt()).isEmpty();
    }

    @Test
    void testCodeIsNoPartOfTheProgram() throws IOException {
        Path test = root.resolve("dist/src/test/java/MainTest.java");
        Files.createDirectories(root.resolve("dist/src/test/java"));
        Files.writeString(test, "class MainTest {}");
        assertThat(ensureBuilt()).isEmpty();
    }

    @Test
    void aJavaThatWentAwayIsLookedForAgain() throws IOException {
        Files.delete(root.resolve("jdk/bin/java"));
        assertThat(ensureBuilt()).isEqualTo("built");
    }

    private String ensureBuilt() {
        Bash.Result result = Bash.withTools(root, Map.of(), BUILD);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out().strip();
    }

    /** Sources are older than their build, and a change is younger, by more than a clock's tick. */
    private static void age(Path tree, String time) throws IOException {
        FileTime old = FileTime.from(Instant.parse(time));
        try (var files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }
}
