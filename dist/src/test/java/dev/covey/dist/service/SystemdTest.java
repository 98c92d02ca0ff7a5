package dev.covey.dist.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file, as systemd's own checker reads it. */
final class SystemdTest {

    @TempDir Path work;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = work.resolve("opt");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("share"));
        Files.copy(
                Path.of("src/main/package/share/covey.service"),
                home.resolve("share/covey.service"));
        Files.writeString(home.resolve("bin/covey"), "#!/bin/sh\n");
        assertThat(home.resolve("bin/covey").toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theUnitIsWithoutFault() throws Exception {
        assertThat(verified(Path.of("/var/lib/covey"))).isEmpty();
    }

    @Test
    void aFolderWithAnyNameIsOneWord() throws Exception {
        Path odd = Path.of("/srv/a b/100%/x\"y");

        assertThat(Systemd.text(home, odd))
                .contains("server --data-dir \"/srv/a b/100%%/x\\\"y\"\n")
                .doesNotContain("@");
        assertThat(verified(odd)).isEmpty();
    }

    /** What {@code systemd-analyze} has to say about the unit. */
    private String verified(Path data) throws IOException, InterruptedException {
        Path unit = work.resolve("covey.service");
        Files.writeString(unit, Systemd.text(home, data));
        Process process;
        try {
            process =
                    new ProcessBuilder("systemd-analyze", "--man=no", "verify", unit.toString())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            Assumptions.abort("needs the program systemd-analyze");
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // It looks at other units of the machine, too.
        return String.join("\n", said.lines().filter(line -> line.contains("covey")).toList());
    }
}
