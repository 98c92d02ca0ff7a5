package dev.covey.agent.driver.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Endpoint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real core, with real clients. */
final class XrayDriverTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String TWO = "22222222-2222-4222-8222-222222222222";

    @TempDir Path directory;

    private final Tasks tasks = new Tasks("test");
    private final Path xray = RealCore.xray();
    private RealityKeys keys = new RealityKeys("", "");
    private Lab lab = Lab.NONE;
    private VpnDriver driver = Lab.noDriver();

    /** What stands around the driver. */
    private record Lab(TlsSite site, EchoServer echo) {
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

    @Test
    void aUserIsLetInCountedToTheByteAndCutOff() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of());
        for (VpnClient each : clients(inbound, ONE)) {
            try (VpnClient client = each) {
                assertThat(client.works(lab.echo().port())).isFalse();
                Bytes before = counted(1);
                driver.admit("a", Map.of(1L, ONE));
                try (Socket socket = client.connect(lab.echo().port())) {
                    echo(socket, 3_000_000);
                    Bytes after = counted(1);
                    assertThat(after.up() - before.up()).isEqualTo(3_000_000);
                    assertThat(after.down() - before.down()).isEqualTo(3_000_000);

                    driver.expel("a", List.of(1L));
                    assertCut(socket);
                }
                assertThat(client.works(lab.echo().port())).isFalse();
            }
        }
        assertThat(driver.warnings()).isEmpty();
    }

    @Test
    void ofTwoUsersBehindOneAddressOnlyTheExpelledOneIsCut() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE, 2L, TWO));
        try (VpnClient one = client(inbound, ONE);
                VpnClient two = client(inbound, TWO);
                Socket cut = one.connect(lab.echo().port());
                Socket spared = two.connect(lab.echo().port())) {
            echo(cut, 1_000);
            echo(spared, 1_000);
            driver.expel("a", List.of(1L));
            assertCut(cut);
            echo(spared, 100_000);
            assertThat(two.works(lab.echo().port())).isTrue();
        }
    }

    @Test
    void tlsInsideTheTunnelIsCountedWhileItFlows() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE));
        try (VpnClient client = client(inbound, ONE);
                SSLSocket inner = TlsSite.over(client.connect(lab.site().port()))) {
            echo(inner, 500_000);
            echo(inner, 500_000);
            await().atMost(LONG).until(() -> counted(1).down() > 1_000_000);
            assertThat(counted(1).up()).isGreaterThan(1_000_000);
            driver.expel("a", List.of(1L));
            assertCut(inner);
        }
    }

    @Test
    void anInboundIsReplacedWhileConnectionsLiveOnAndTheCoreGoesOn() throws Exception {
        String core = driver.ensure();
        int port = RealCore.freePort();
        Inbound before = inbound("a", port);
        driver.open(before, Map.of(1L, ONE));
        Inbound after =
                new Inbound(
                        "a",
                        before.protocol(),
                        port,
                        before.masquerade(),
                        true,
                        before.privateKey(),
                        List.of("beef"));
        try (VpnClient old = client(before, ONE);
                Socket living = old.connect(lab.echo().port())) {
            echo(living, 1_000);
            driver.open(after, Map.of(1L, ONE));
            echo(living, 1_000);
            assertThat(old.works(lab.echo().port())).isFalse();
            try (VpnClient fresh = client(after, ONE)) {
                assertThat(fresh.works(lab.echo().port())).isTrue();
            }
            driver.expel("a", List.of(1L));
            assertCut(living);
        }
        assertThat(driver.ensure()).isEqualTo(core);
        assertThat(driver.served())
                .isEqualTo(Map.of("a", new VpnDriver.Served(after.shape(), Map.of())));
    }

    @Test
    void closingAnInboundCutsItsConnectionsAndSparesOthers() throws Exception {
        driver.ensure();
        Inbound a = inbound("a", RealCore.freePort());
        Inbound b = inbound("b", RealCore.freePort());
        driver.open(a, Map.of(1L, ONE));
        driver.open(b, Map.of(1L, ONE));
        try (VpnClient throughA = client(a, ONE);
                VpnClient throughB = client(b, ONE);
                Socket cut = throughA.connect(lab.echo().port());
                Socket spared = throughB.connect(lab.echo().port())) {
            echo(cut, 1_000);
            echo(spared, 1_000);
            driver.close("a");
            assertCut(cut);
            echo(spared, 1_000);
            driver.expel("b", List.of());
            assertThat(driver.served()).containsOnlyKeys("b");
        }
    }

    @Test
    void aKilledCoreIsStartedAgainUnderANewName() throws Exception {
        String first = driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE));
        ProcessHandle core = core();
        core.destroyForcibly();
        await().atMost(LONG).until(() -> !core.isAlive());
        assertThatThrownBy(() -> driver.open(inbound, Map.of()))
                .isInstanceOf(DriverException.class);
        await().atMost(LONG).ignoreExceptions().until(() -> !driver.ensure().equals(first));
        assertThat(driver.served()).isEmpty();
        driver.open(inbound, Map.of(1L, ONE));
        try (VpnClient client = client(inbound, ONE)) {
            assertThat(client.works(lab.echo().port())).isTrue();
        }
    }

    @Test
    void aCoreOutlivesItsDriverAndIsTakenOverWithItsUsersAndCounters() throws Exception {
        String core = driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE, 2L, TWO));
        // The core does not count 127.0.0.1 among the addresses of its users.
        VpnClient.Profile elsewhere = profile(inbound, ONE).from("127.0.0.9");
        try (VpnClient client = VpnClient.xray(xray, directory, elsewhere);
                Socket living = client.connect(lab.echo().port())) {
            echo(living, 10_000);
            driver.stop(VpnDriver.Core.GOES_ON);
            echo(living, 10_000);
            driver = driver();
            assertThat(driver.ensure()).isEqualTo(core);
            assertThat(driver.served())
                    .isEqualTo(
                            Map.of(
                                    "a",
                                    new VpnDriver.Served(
                                            inbound.shape(), Map.of(1L, ONE, 2L, TWO))));
            assertThat(counted(1)).isEqualTo(new Bytes(20_000, 20_000));

            // This connection was reported to the driver before; it is found by exclusion.
            driver.expel("a", List.of(1L));
            await().atMost(LONG)
                    .until(
                            () -> {
                                var _ = driver.read();
                                return !goesOn(living);
                            });
        }
    }

    @Test
    void torrentsAreBlockedWhereTheInboundSaysSo() throws Exception {
        driver.ensure();
        Inbound open = inbound("a", RealCore.freePort());
        Inbound blocking =
                new Inbound(
                        "b",
                        open.protocol(),
                        RealCore.freePort(),
                        open.masquerade(),
                        true,
                        open.privateKey(),
                        open.shortIds());
        driver.open(open, Map.of(1L, ONE));
        driver.open(blocking, Map.of(1L, ONE));
        byte[] handshake = new byte[68];
        byte[] words = "BitTorrent protocol".getBytes(StandardCharsets.US_ASCII);
        handshake[0] = (byte) words.length;
        System.arraycopy(words, 0, handshake, 1, words.length);
        try (VpnClient free = client(open, ONE);
                VpnClient blocked = client(blocking, ONE);
                Socket passes = free.connect(lab.echo().port());
                Socket stopped = blocked.connect(lab.echo().port())) {
            passes.getOutputStream().write(handshake);
            assertThat(passes.getInputStream().readNBytes(68)).isEqualTo(handshake);
            stopped.setSoTimeout(2_000);
            stopped.getOutputStream().write(handshake);
            assertThat(read(stopped)).isLessThan(0);
            assertThat(blocked.works(lab.echo().port())).isTrue();
        }
    }

    @Test
    void aSiteMayBeNamedByItsAddress() throws Exception {
        driver.ensure();
        Inbound named = inbound("a", RealCore.freePort());
        Inbound inbound =
                new Inbound(
                        "a",
                        named.protocol(),
                        named.port(),
                        new Endpoint("127.0.0.1", lab.site().port()),
                        false,
                        named.privateKey(),
                        named.shortIds());
        driver.open(inbound, Map.of(1L, ONE));
        for (VpnClient each : clients(inbound, ONE)) {
            try (VpnClient client = each) {
                assertThat(client.works(lab.echo().port())).isTrue();
            }
        }
    }

    @Test
    void aStrangerSeesTheSiteWhoseFaceTheInboundWears() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE));
        try (SSLSocket stranger =
                TlsSite.over(new Socket(InetAddress.getLoopbackAddress(), inbound.port()))) {
            assertThat(stranger.getSession().getPeerPrincipal().getName())
                    .isEqualTo("CN=www.example.com");
            echo(stranger, 1_000);
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedAndFreeAgainLater() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        try (ServerSocket taken = new ServerSocket(inbound.port())) {
            assertThatThrownBy(() -> driver.open(inbound, Map.of()))
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
        driver.open(inbound, Map.of(1L, ONE));
        assertThat(driver.served()).containsOnlyKeys("a");
    }

    @Test
    void usersInMillionsOfBytesAreAdmittedAtOnceAndListedAgain() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        Map<Long, String> many = new HashMap<>();
        for (long number = 1; number <= 30_000; number++) {
            many.put(number, "%08x-1111-4111-8111-111111111111".formatted(number));
        }
        driver.open(inbound, many);
        assertThat(driver.served())
                .isEqualTo(Map.of("a", new VpnDriver.Served(inbound.shape(), many)));
        driver.admit("a", Map.of(1L, ONE));
        driver.expel("a", List.of(2L, 77_777L));
        many.put(1L, ONE);
        many.remove(2L);
        assertThat(driver.served())
                .isEqualTo(Map.of("a", new VpnDriver.Served(inbound.shape(), many)));
    }

    @Test
    void whatLiesOnTheDiskIsForTheOwnerAndHoldsNoSecret() throws Exception {
        driver.ensure();
        Inbound inbound = inbound("a", RealCore.freePort());
        driver.open(inbound, Map.of(1L, ONE));
        Path home = directory.resolve("core");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(ONE, keys.privateKey());
            }
        }
        String arguments = String.join(" ", core().info().arguments().orElse(new String[0]));
        assertThat(arguments).doesNotContain(ONE, keys.privateKey());
    }

    @Test
    void withoutACoreThereIsARemedy() {
        VpnDriver bare =
                new XrayDriver(
                        new XraySettings(
                                directory.resolve("missing"), directory.resolve("bare"), true),
                        Clock.system(),
                        Ids.secure(),
                        tasks);
        assertThatThrownBy(bare::ensure).hasMessageContaining("Install");
        assertThat(bare.read()).isEmpty();
        bare.stop(VpnDriver.Core.ENDS);
    }

    private VpnDriver driver() {
        XraySettings settings = new XraySettings(xray, directory.resolve("core"), true);
        return new XrayDriver(settings, Clock.system(), Ids.secure(), tasks);
    }

    private Inbound inbound(String id, int port) {
        return new Inbound(
                id,
                "vlessReality",
                port,
                new Endpoint("localhost", lab.site().port()),
                false,
                keys.privateKey(),
                List.of("ab12", "00ff"));
    }

    private ProcessHandle core() {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.info().commandLine().orElse("").contains(directory + "/core"))
                .findFirst()
                .orElseThrow();
    }

    private List<VpnClient> clients(Inbound inbound, String credential) throws IOException {
        VpnClient own = client(inbound, credential);
        if (RealCore.singBox().isEmpty()) {
            return List.of(own);
        }
        return List.of(
                own,
                VpnClient.singBox(
                        RealCore.singBox().get(), directory, profile(inbound, credential)));
    }

    private VpnClient client(Inbound inbound, String credential) throws IOException {
        return VpnClient.xray(xray, directory, profile(inbound, credential));
    }

    private VpnClient.Profile profile(Inbound inbound, String credential) {
        return new VpnClient.Profile(
                "127.0.0.1",
                inbound.port(),
                inbound.masquerade().host(),
                credential,
                keys.publicKey(),
                inbound.shortIds().getFirst(),
                "0.0.0.0");
    }

    private Bytes counted(long user) {
        return driver.read()
                .map(Reading::users)
                .map(users -> users.getOrDefault(user, Bytes.NONE))
                .orElse(Bytes.NONE);
    }

    private static void echo(Socket socket, int size) throws IOException {
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

    private void assertCut(Socket socket) {
        boolean warned = !driver.warnings().isEmpty();
        assumeTrue(!warned, "skipped: " + driver.warnings());
        await().atMost(LONG).until(() -> !goesOn(socket));
    }

    private static boolean goesOn(Socket socket) {
        try {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(1);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
