package dev.covey.agent.driver.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Endpoint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real core between a site, an echo server and real clients; skipped where there is no core.
 */
abstract class CoreLab {

    static final Duration LONG = Duration.ofSeconds(30);
    static final String ONE = "11111111-1111-4111-8111-111111111111";
    static final String TWO = "22222222-2222-4222-8222-222222222222";

    @TempDir Path directory;

    final Tasks tasks = new Tasks("test");
    final Path xray = RealCore.xray();
    RealityKeys keys = new RealityKeys("", "");
    Lab lab = Lab.NONE;
    VpnDriver driver = Lab.noDriver();

    /** What stands around the driver. */
    record Lab(TlsSite site, EchoServer echo) {
        @SuppressWarnings("NullAway") // replaced before each test
        static final Lab NONE = new Lab(null, null);

        @SuppressWarnings("NullAway") // replaced before each test
        static VpnDriver noDriver() {
            return null;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        keys = RealityKeys.make();
        lab = new Lab(new TlsSite(directory), new EchoServer());
        driver = driver();
    }

    @AfterEach
    void end() throws IOException {
        driver.stop(VpnDriver.Core.ENDS);
        tasks.close();
        lab.site().close();
        lab.echo().close();
    }

    VpnDriver driver() {
        XraySettings settings = new XraySettings(xray, directory.resolve("core"), true);
        return new XrayDriver(settings, Clock.system(), Ids.secure(), tasks);
    }

    Inbound inbound(String id, int port) {
        return new Inbound(
                id,
                "vlessReality",
                port,
                new Endpoint("localhost", lab.site().port()),
                false,
                keys.privateKey(),
                List.of("ab12", "00ff"));
    }

    ProcessHandle core() {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").contains(directory + "/core"))
                .findFirst()
                .orElseThrow();
    }

    List<VpnClient> clients(Inbound inbound, String credential) throws IOException {
        VpnClient own = client(inbound, credential);
        if (RealCore.singBox().isEmpty()) {
            return List.of(own);
        }
        return List.of(
                own,
                VpnClient.singBox(
                        RealCore.singBox().get(), directory, profile(inbound, credential)));
    }

    VpnClient client(Inbound inbound, String credential) throws IOException {
        return VpnClient.xray(xray, directory, profile(inbound, credential));
    }

    VpnClient.Profile profile(Inbound inbound, String credential) {
        return new VpnClient.Profile(
                "127.0.0.1",
                inbound.port(),
                inbound.masquerade().host(),
                credential,
                keys.publicKey(),
                inbound.shortIds().getFirst(),
                "0.0.0.0");
    }

    Bytes counted(long user) {
        return driver.read()
                .map(Reading::users)
                .map(users -> users.getOrDefault(user, Bytes.NONE))
                .orElse(Bytes.NONE);
    }

    static void echo(Socket socket, int size) throws IOException {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        Thread writer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        socket.getOutputStream().write(sent);
                                        socket.getOutputStream().flush();
                                    } catch (IOException e) {
                                        // The reader will miss it.
                                    }
                                });
        assertThat(socket.getInputStream().readNBytes(size)).isEqualTo(sent);
        assertThat(writer).isNotNull();
    }

    void assertCut(Socket socket) {
        boolean warned = !driver.warnings().isEmpty();
        assumeTrue(!warned, "skipped: " + driver.warnings());
        await().atMost(LONG).until(() -> !goesOn(socket));
    }

    static boolean goesOn(Socket socket) {
        try {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(1);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
