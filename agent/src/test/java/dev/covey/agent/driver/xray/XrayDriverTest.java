package dev.covey.agent.driver.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Endpoint;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What users see: against the real core, with real clients. */
final class XrayDriverTest extends CoreLab {

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
}
