package dev.covey.agent.driver.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of the core itself. */
final class CoreLifeTest extends CoreLab {

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
}
