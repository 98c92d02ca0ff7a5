package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that a master hands to a bare machine, with a program that only says its name. */
final class InstallTest {
    @TempDir Path work;

    private static final String PACKAGE =
            "/package/covey-linux-%s64.tar.gz"
                    .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm" : "amd");

    private FileServer server;
    private Path prefix;
    private Path bin;

    @BeforeEach
    void master() throws IOException {
        server = new FileServer();
        prefix = work.resolve("opt");
        bin = work.resolve("bin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBareMachineGetsTheProgramAndJoins() throws IOException {
        Bash.Result result = install(script("one"), "join", "covey1-abc");

        assertThat(result.err()).startsWith("covey: getting the program (http://127.0.0.1");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("one: join covey1-abc\n");
        assertThat(Bash.run(Map.of(), bin.resolve("covey").toString(), "status").out())
                .isEqualTo("one: status\n");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        String script = script("one");
        install(script, "join", "a");

        Bash.Result again = install(script, "join", "b");

        assertThat(again.err()).isEmpty();
        assertThat(again.out()).isEqualTo("one: join b\n");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldOne() throws IOException {
        install(script("one"), "status");

        Bash.Result result = install(script("two"), "status");

        assertThat(result.out()).isEqualTo("two: status\n");
        try (var folders = Files.list(prefix)) {
            assertThat(folders).hasSize(2); // the link and the new version
        }
    }

    @Test
    void aPackageThatWasChangedOnTheWayIsRefused() throws IOException {
        String script = script("one");
        server.put(PACKAGE, new byte[] {1, 2, 3});

        Bash.Result result = install(script, "join", "covey1-abc");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("Expected SHA-256", "Nothing was installed");
        assertThat(prefix).isEmptyDirectory();
        assertThat(bin).isEmptyDirectory();
    }

    @Test
    void aPackageForAnotherKindOfMachineIsRefused() throws IOException {
        String script = script("one").replaceAll("digest_(...)64='.*'", "digest_$164=''");

        Bash.Result result = install(script, "join", "covey1-abc");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("on this master, but it has none", "./dev package");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aCommandThatFailsAndLeavesNoNodeLeavesNoProgram() throws IOException {
        Path data = Files.createDirectory(work.resolve("data"));
        String script = script("one", "echo refused >&2; exit 5");

        Bash.Result result = install(script, "join", "covey1-abc", "--data-dir", data.toString());

        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.err()).contains("refused", "the program is removed again");
        assertThat(prefix).isEmptyDirectory();
        assertThat(bin).isEmptyDirectory();

        Files.writeString(data.resolve("node.json"), "{}");
        result = install(script, "join", "covey1-abc", "--data-dir=" + data);
        assertThat(result.exit()).isEqualTo(5);
        assertThat(prefix).as("the program of a node that could not start").isNotEmptyDirectory();
    }

    @Test
    void aCommandThatFailsLeavesTheProgramThatWasThereBefore() throws IOException {
        install(script("one"), "status");

        install(script("two", "exit 1"), "status", "--data-dir", work.toString());

        assertThat(prefix.resolve("covey")).exists();
    }

    @Test
    void halfAScriptDoesNothing() throws IOException {
        String script = script("one");

        install(script.substring(0, script.indexOf("\ninstall_covey\n")), "join", "covey1-abc");

        assertThat(prefix).doesNotExist();
    }

    /** The script of a master whose program says {@code name} and its arguments. */
    private String script(String name) throws IOException {
        return script(name, "");
    }

    private String script(String name, String then) throws IOException {
        Path home = work.resolve("home-" + name);
        Bash.program(
                home.resolve("covey/bin/covey"),
                "#!/bin/sh\necho " + name + ": \"$@\"\n" + then + "\n");
        Bash.program(home.resolve("covey/bin/covey-warm"), "#!/bin/sh\n");
        Bash.program(home.resolve("covey/runtime/bin/java"), "#!/bin/sh\n");
        Files.createDirectories(home.resolve("lib"));
        Bash.program(
                home.resolve("bin/covey-bundle"),
                "#!/bin/sh\nexec tar -C '%s' -czf \"$1\" covey\n".formatted(home));
        Bundle bundle = new Bundle(home, work.resolve("bundle-" + name));
        server.put(PACKAGE, Files.readAllBytes(bundle.tarball().file()));
        return bundle.installScript(server.url("/package"));
    }

    private Bash.Result install(String script, String... arguments) throws IOException {
        Path file = work.resolve("install.sh");
        Files.writeString(file, script);
        Map<String, String> places = new HashMap<>();
        places.put("COVEY_PREFIX", prefix.toString());
        places.put("COVEY_BIN", bin.toString());
        String[] command = new String[arguments.length + 2];
        command[0] = "sh";
        command[1] = file.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Bash.run(places, command);
    }
}
