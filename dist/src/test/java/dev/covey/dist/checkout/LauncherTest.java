package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a Java that only says how it was called. */
final class LauncherTest {
    @TempDir Path home;

    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = home.resolve("bin/covey");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Bash.ROOT.resolve("dist/src/main/package/bin/covey"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Bash.program(
                home.resolve("runtime/bin/java"), "#!/bin/sh\necho $$ \"$@\" core=$COVEY_XRAY\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"up", "server", "--data-dir /d join s", "-o json create n", "--no-wait up"})
    void aNodeGetsTheFlagsOfAServer(String line) {
        assertThat(start(line))
                .contains("-XX:+ExitOnOutOfMemoryError")
                .doesNotContain("TieredStop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "user create up", "--data-dir up status", "", "-o server nodes"})
    void aCommandGetsTheFlagsOfAShortRun(String line) {
        assertThat(start(line)).contains("-XX:TieredStopAtLevel=1").doesNotContain("ExitOnOut");
    }

    @Test
    void theHeapFollowsTheMachinesMemory() {
        assertThat(start("server"))
                .containsPattern("-Xmx(19[2-9]|[2-9]\\d\\d|1\\d{3}|20[0-4]\\d)m");
    }

    @Test
    void aStoreHasALargerHeapThatIsCollectedBesideTheWork() {
        assertThat(start("store"))
                .contains("-XX:+UseG1GC")
                .doesNotContain("SerialGC")
                .containsPattern("-Xmx(19[2-9]|[2-9]\\d\\d|[1-3]\\d{3}|40[0-9]\\d)m");
        assertThat(start("server")).contains("-XX:+UseSerialGC").doesNotContain("G1GC");
    }

    @Test
    void theProgramHasTheLaunchersProcessId() {
        Bash.Result result =
                Bash.run(Map.of(), "bash", "-c", "echo $$; exec '" + launcher + "' status");

        String[] lines = result.out().split("\n");
        assertThat(lines[1]).startsWith(lines[0] + " ");
    }

    @Test
    void wordsWithSpacesStayWhole() throws IOException {
        Bash.program(
                home.resolve("runtime/bin/java"), "#!/bin/sh\nfor a; do echo \"[$a]\"; done\n");

        String out = Bash.run(Map.of(), launcher.toString(), "user", "create", "a  b", "*").out();

        assertThat(out).endsWith("[user]\n[create]\n[a  b]\n[*]\n");
    }

    @Test
    void aLinkToTheLauncherFindsItsHome() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("covey-link"), launcher);

        assertThat(Bash.run(Map.of(), link.toString(), "status").out())
                .contains("-Dcovey.home=" + home.toRealPath());
    }

    @Test
    void aLinkThatFollowsNewVersionsIsTheHomeThatServicesGet() throws IOException {
        Path version = home.resolve("covey-1");
        Path its = version.resolve("bin/covey");
        Files.createDirectories(version.resolve("bin"));
        Files.copy(launcher, its);
        assertThat(its.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(version.resolve("runtime"), home.resolve("runtime"));
        Files.createSymbolicLink(home.resolve("covey"), version);

        String out = Bash.run(Map.of(), its.toString(), "status").out();

        assertThat(out)
                .contains("-Dcovey.home=" + home.resolve("covey") + " ")
                .contains("-jar " + version.toRealPath() + "/lib/covey.jar");
    }

    @Test
    void thePackagesOwnCoreIsUsedUnlessAnotherIsNamed() throws IOException {
        Path core = Bash.program(home.resolve("bin/xray"), "#!/bin/sh\n");

        assertThat(start("server")).endsWith("core=" + core.toRealPath());
        assertThat(Bash.run(Map.of("COVEY_XRAY", "/opt/x"), launcher.toString(), "server").out())
                .endsWith("core=/opt/x\n");
    }

    @Test
    void aCacheIsUsedOnceItIsMade() throws IOException {
        assertThat(start("status")).doesNotContain("AOTCache");

        Bash.Result training = Bash.run(Map.of("COVEY_TRAIN", "1"), launcher.toString(), "status");
        assertThat(training.out()).contains("-XX:AOTCacheOutput=", "cli.aot");

        Files.createFile(home.resolve("cache/cli.aot"));
        assertThat(start("status")).contains("-XX:AOTCache=", "cli.aot");
        assertThat(start("server")).doesNotContain("AOTCache");
    }

    @Test
    void aWorkerStartsFromACacheOfItsOwn() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        Files.createDirectories(home.resolve("cache"));
        Files.createFile(home.resolve("cache/server.aot"));
        Files.createFile(home.resolve("cache/worker.aot"));
        assertThat(start("join s")).contains("/worker.aot");

        Files.writeString(data.resolve("node.json"), "{\"roles\":[\"master\",\"worker\"]}");
        assertThat(start("server --data-dir " + data)).contains("/server.aot");

        Files.writeString(data.resolve("node.json"), "{\"roles\":[\"worker\"]}");
        assertThat(start("server --data-dir " + data)).contains("/worker.aot");
        assertThat(start("--data-dir=" + data + " server")).contains("/worker.aot");
        assertThat(start("server")).contains("/server.aot");
    }

    private String start(String line) {
        Bash.Result result = Bash.run(Map.of(), "bash", "-c", "exec '" + launcher + "' " + line);
        assertThat(result.err()).isEmpty();
        return result.out().strip();
    }
}
