package dev.covey.agent.driver.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Endpoint;
import dev.covey.model.json.Json;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedAddressTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String TWO = "22222222-2222-4222-8222-222222222222";
    private static final int SOCKS = 1080;

    @TempDir Path directory;

    @Test
    void ofTwoMachinesBehindOneAddressOneIsCutAndTheOthersDownloadGoesOn() throws Exception {
        Path xray = RealCore.xray();
        RealityKeys keys = RealityKeys.make();
        Tasks tasks = new Tasks("test");
        XraySettings settings = new XraySettings(xray, directory.resolve("core"), true);
        VpnDriver driver = new XrayDriver(settings, Clock.system(), Ids.secure(), tasks);
        try (NatLab lab = new NatLab();
                TlsSite site = new TlsSite(directory)) {
            HttpServer source = endless();
            Inbound inbound =
                    new Inbound(
                            "a",
                            "vlessReality",
                            RealCore.freePort(),
                            new Endpoint("localhost", site.port()),
                            false,
                            keys.privateKey(),
                            List.of("ab12"));
            driver.ensure();
            driver.open(inbound, Map.of(1L, ONE, 2L, TWO));
            Process one = download(lab, "a", xray, profile(inbound, keys, ONE), source);
            Process two = download(lab, "b", xray, profile(inbound, keys, TWO), source);
            assertGrows("a");
            assertGrows("b");

            driver.expel("a", List.of(1L));
            assumeTrue(driver.warnings().isEmpty(), "skipped: " + driver.warnings());
            await().atMost(LONG).until(() -> !one.isAlive());
            assertGrows("b");
            assertThat(two.isAlive()).isTrue();
            source.stop(0);
        } finally {
            driver.stop(VpnDriver.Core.ENDS);
            tasks.close();
        }
    }

    private Process download(
            NatLab lab, String machine, Path xray, VpnClient.Profile profile, HttpServer source)
            throws IOException {
        Path config = directory.resolve(machine + ".json");
        Files.write(config, Json.bytes(VpnClient.xrayConfig(profile, SOCKS)));
        lab.start(
                machine,
                directory.resolve(machine + ".log"),
                xray.toString(),
                "run",
                "-config",
                config.toString());
        return lab.start(
                machine,
                directory.resolve(machine + ".curl"),
                "curl",
                "-s",
                "--retry-connrefused",
                "--retry",
                "20",
                "--retry-delay",
                "1",
                "--socks5-hostname",
                "127.0.0.1:" + SOCKS,
                "-o",
                directory.resolve(machine).toString(),
                "http://" + NatLab.SERVER + ":" + source.getAddress().getPort() + "/");
    }

    private void assertGrows(String machine) throws IOException {
        Path file = directory.resolve(machine);
        long before = Files.exists(file) ? Files.size(file) : 0;
        await().atMost(LONG).until(() -> Files.exists(file) && Files.size(file) > before + 100_000);
    }

    private static VpnClient.Profile profile(Inbound inbound, RealityKeys keys, String credential) {
        return new VpnClient.Profile(
                NatLab.SERVER,
                inbound.port(),
                inbound.masquerade().host(),
                credential,
                keys.publicKey(),
                inbound.shortIds().getFirst(),
                "0.0.0.0");
    }

    private static HttpServer endless() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] piece = new byte[10_000];
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (!Thread.currentThread().isInterrupted()) {
                            out.write(piece);
                            Tasks.pause(Duration.ofMillis(10));
                        }
                    } catch (IOException e) {
                        // The reader is gone.
                    }
                });
        server.start();
        return server;
    }
}
