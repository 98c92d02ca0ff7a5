package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.bundle.Bundle;
import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import dev.covey.pki.join.JoinString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** "Add a server" is one pasted line on a machine that has neither Java nor this checkout. */
@Tag("acceptance")
final class PastedLineTest {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final String PROGRAM = "/opt/own/covey/bin/covey ";

    @TempDir Path work;

    @SuppressWarnings("NullAway.Init") // the test's first step
    private Host master;

    @SuppressWarnings("NullAway.Init")
    private Host bare;

    @Test
    void aBareServerJoinsByOnePastedLineAndIsBareAgainAfterUninstall() {
        try (Lab lab = Lab.open()) {
            Running node = startMaster(lab);
            bare = bareHost(lab);
            try {
                aLineForAnotherClusterIsRefused();
                aLineWithAnotherServersKeyIsRefused();
                theLineMakesAWorker();
                programsOnTheWorkerAskHowItIs();
                uninstallLeavesNothing();
                master.run(PROGRAM + "node remove bare --yes");
                bare.run("rm /usr/bin/curl");
                theLineMakesAWorker();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + node.output(), e);
            }
        }
    }

    /** A master that runs from the package, as every machine but a developer's does. */
    private Running startMaster(Lab lab) {
        String xray = Machines.program("xray", "COVEY_XRAY");
        Path tarball = new Bundle(App.home(), work).tarball().file();
        master = lab.host("master", 1, "/usr/lib/jvm");
        master.run(SOON, "mkdir -p /opt/own && tar -C /opt/own -xzf " + tarball);
        Running node = master.start("up", "env COVEY_XRAY=" + xray + " " + PROGRAM + "up");
        Awaitility.await("the master is up")
                .atMost(SOON)
                .until(() -> node.output().contains("Ports to open"));
        return node;
    }

    private static Host bareHost(Lab lab) {
        Host host =
                lab.host(
                        "bare",
                        2,
                        "/usr/lib/jvm",
                        "/root",
                        "/tmp",
                        Path.of("..").toAbsolutePath().normalize().toString());
        assertThat(host.exitOf(Duration.ofSeconds(9), "java -version || test -e /opt/own"))
                .isNotZero();
        return host;
    }

    private JsonNode invitation() {
        return Json.readTree(
                Json.utf8(master.run(SOON, PROGRAM + "join-info -o json 2>/dev/null")));
    }

    private void aLineForAnotherClusterIsRefused() {
        JsonNode made = invitation();
        String text = made.path("joinString").asString();
        JoinString s = JoinString.parse(text);
        String other =
                new JoinString(
                                s.masters(),
                                "ab".repeat(32),
                                s.secretId(),
                                s.secret(),
                                s.roles(),
                                s.expiresAt())
                        .text();
        String line = made.path("command").asString().replace(text, other);

        assertThat(bare.tried(SOON, line))
                .contains("Expected the cluster whose authority has the SHA-256 abab")
                .contains("the program is removed again");
        assertThat(bare.exitOf(SOON, line)).isNotZero();
        nothingIsLeft();
    }

    private void aLineWithAnotherServersKeyIsRefused() {
        String line = invitation().path("command").asString().replaceAll("//[^']{4}", "//AAAA");

        assertThat(bare.exitOf(SOON, line)).isNotZero();
        nothingIsLeft();
    }

    private void theLineMakesAWorker() {
        String said = bare.run(SOON, invitation().path("command").asString());

        assertThat(said).contains("Joined cluster 'covey' as 'bare'");
        Awaitility.await("the worker is Ready")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> state("bare").equals("Ready"));
    }

    private String state(String name) {
        String nodes = master.run(SOON, PROGRAM + "nodes -o json 2>/dev/null");
        return Json.readTree(Json.utf8(nodes))
                .path("items")
                .valueStream()
                .filter(node -> node.path("name").asString().equals(name))
                .map(node -> node.at("/status/state").asString())
                .findFirst()
                .orElse("none");
    }

    private void programsOnTheWorkerAskHowItIs() {
        String ask = "curl -fsSk https://127.0.0.1:8443";
        assertThat(bare.run(ask + "/healthz")).contains("ok");
        assertThat(bare.run(ask + "/readyz")).contains("worker");
        assertThat(bare.exitOf(SOON, ask + "/readyz?active=true")).isNotZero();
        assertThat(bare.run(ask + "/metrics")).contains("covey_ready{node=\"bare\"} 1.0");
        assertThat(bare.exitOf(SOON, ask + "/v1/clusters")).isNotZero();
        assertThat(master.exitOf(SOON, "curl -sk -m 5 https://10.77.0.2:8443/healthz"))
                .as("others may not ask")
                .isNotZero();
        String memory = bare.run("grep VmRSS /proc/$(cat /var/lib/covey/lock)/status");
        System.out.println("a worker's " + memory.strip());
    }

    private void uninstallLeavesNothing() {
        assertThat(bare.run(SOON, "covey uninstall --yes"))
                .contains("Covey is removed from this machine");
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(bare.run("ps -e -o args=").lines())
                .filteredOn(line -> line.contains("covey") || line.contains("xray"))
                .isEmpty();
        assertThat(written()).isEmpty();
    }

    /** What was written on the bare host, but for what every booting machine writes. */
    private List<String> written() {
        Path all = bare.written("/");
        List<String> own = List.of("etc/hosts", "etc/resolv.conf");
        try (Stream<Path> files = Files.walk(all)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> all.relativize(file).toString())
                    .filter(file -> !own.contains(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
