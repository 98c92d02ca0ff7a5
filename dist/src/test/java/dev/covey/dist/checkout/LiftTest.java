package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiftTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir Path work;

    @Test
    void aLiftedLibraryPassesTheVerifierOfTheNewFormat() throws IOException {
        Path jar = Files.copy(picocli(), work.resolve("picocli.jar"));
        String lift = Bash.ROOT.resolve("tools/Lift.java").toString();

        assertThat(Bash.run(Map.of(), JAVA, lift, jar.toString()).err()).isEmpty();
        byte[] once = Files.readAllBytes(jar);
        assertThat(Bash.run(Map.of(), JAVA, lift, jar.toString()).exit()).isZero();

        assertThat(Files.readAllBytes(jar)).isEqualTo(once);
        Bash.Result run =
                Bash.run(
                        Map.of(),
                        JAVA,
                        "-Xverify:all",
                        "-cp",
                        jar.toString(),
                        "picocli.AutoComplete",
                        "--help");
        assertThat(run.out()).startsWith("Usage: picocli.AutoComplete");
    }

    private static Path picocli() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("picocli-"))
                .findFirst()
                .orElseThrow();
    }
}
