package dev.covey.pki.tls;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.covey.pki.Elsewhere;
import dev.covey.pki.TestTrust;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTPS port of a master, as clients of several kinds see it. */
class OpenTlsTest {

    private static final Duration LONG = Duration.ofDays(200);

    private final TestTrust trust = TestTrust.cluster("c1");
    private final TestTrust foreign = TestTrust.cluster("c2");
    private final NodeIdentity master = trust.node("m2");
    private final Credentials own = trust.holder(PeerName.Kind.SERVER, "m1", NOW);
    private final LiveCredentials served = new LiveCredentials(own);
    private final String digest = Fingerprint.of(trust.authority().certificate());
    private Loopback server;

    @BeforeEach
    void serve() throws IOException {
        server = serving(null);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void browsersComeWithoutACertificate() throws IOException {
        call(null, NOW);
        assertThat(server.lastPeer()).isEmpty();
    }

    @Test
    void aMasterIsKnownByItsCertificate() throws IOException {
        call(master.credentials(), NOW);
        assertThat(server.lastPeer().orElseThrow().name().id()).isEqualTo("m2");
    }

    @Test
    void datesAreEnforcedHere() {
        var expired = trust.node("m2", master.key(), NOW.minus(LONG)).credentials();
        assertThatThrownBy(() -> call(expired, NOW)).isInstanceOf(IOException.class);
        var early = trust.node("m2", master.key(), NOW.plus(LONG)).credentials();
        assertThatThrownBy(() -> call(early, NOW)).isInstanceOf(IOException.class);
    }

    @Test
    void strangersAndNodesThatAreNoMembersAreRefused() {
        assertThatThrownBy(() -> call(foreign.node("m2").credentials(), NOW))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> call(trust.node("m2").credentials(), NOW))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aKindThatIsNotAcceptedIsRefused() {
        var client = trust.holder(PeerName.Kind.CLIENT, "root", NOW);
        assertThatThrownBy(() -> call(client, NOW)).isInstanceOf(IOException.class);
    }

    @Test
    void aClientRefusesAServersExpiredCertificateAndSaysWhatToDo() {
        Throwable failure = catchThrowable(() -> call(null, NOW.plus(LONG)));
        var problem = Tls.problem(failure).orElseThrow();
        assertThat(problem.code()).isEqualTo("certificate_dates");
        assertThat(problem.message()).contains("clock");
    }

    @Test
    void aWorkerCannotPlayAMaster() throws IOException {
        served.swap(trust.node("w1").credentials());
        assertThatThrownBy(() -> call(null, NOW)).hasStackTraceContaining("not accepted");
        assertThatThrownBy(() -> join(digest, NOW)).hasStackTraceContaining("not a server's");
    }

    @Test
    void aJoinerKnowsTheClusterByItsDigestAndGetsItsAuthority() throws IOException {
        var pinned = new PinnedTrust(digest, InstantSource.fixed(NOW));
        assertThat(pinned.authority()).isEmpty();
        server.call(Tls.context(null, pinned), Tls.clusterClient());
        assertThat(pinned.authority()).contains(trust.authority().certificate());
    }

    @Test
    void aJoinerTellsAnotherClusterFromAWrongClock() {
        String other = Fingerprint.of(foreign.authority().certificate());
        var stranger = Tls.problem(catchThrowable(() -> join(other, NOW))).orElseThrow();
        assertThat(stranger.code()).isEqualTo("authority_unknown");
        assertThat(stranger.message()).contains(other).contains("Nothing was sent");
        var clock = Tls.problem(catchThrowable(() -> join(digest, Instant.EPOCH))).orElseThrow();
        assertThat(clock.code()).isEqualTo("certificate_dates");
    }

    @Test
    void presentingTheAuthorityWithoutItsSignatureHelpsNobody() {
        Credentials other = foreign.holder(PeerName.Kind.SERVER, "m1", NOW);
        var chain = List.of(other.certificate(), trust.authority().certificate());
        served.swap(new Credentials(other.key(), chain));
        assertThatThrownBy(() -> join(digest, NOW))
                .hasStackTraceContaining("not from this cluster's authority");
    }

    @Test
    void aCertificateFromElsewhereIsShownToThoseWhoDoNotAskForTheCluster() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        X509Certificate bought = Elsewhere.certificate(rsa);
        var open = new LiveCredentials(new Credentials(rsa.getPrivate(), List.of(bought)));
        try (Loopback two = serving(open)) {
            assertThat(leaf(two.call(client(null, NOW), Tls.clusterClient())))
                    .isEqualTo(own.certificate());
            SSLContext browser = Tls.context(null, new Credulous());
            assertThat(leaf(two.call(browser, Tls.memberClient(), "vpn.example.com")))
                    .isEqualTo(bought);
            assertThat(leaf(two.call(browser, Tls.memberClient()))).isEqualTo(bought);
        }
    }

    @Test
    void theJdksHttpClientReachesAMasterByAddress() throws Exception {
        var context = Tls.context(new LiveKeys(served), judge());
        HttpsServer http =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        parameters.setSSLParameters(Tls.openServer());
                    }
                });
        http.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
        http.start();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(client(master.credentials(), NOW))
                        .sslParameters(Tls.clusterClient())
                        .build()) {
            var uri = URI.create("https://127.0.0.1:" + http.getAddress().getPort() + "/");
            var response =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(204);
        } finally {
            http.stop(0);
        }
    }

    @Test
    void aNewServersCertificateIsServedWithoutARestart() throws IOException {
        assertThat(leaf(call(null, NOW))).isEqualTo(own.certificate());
        Credentials next = trust.holder(PeerName.Kind.SERVER, "m1", NOW);
        served.swap(next);
        assertThat(leaf(call(null, NOW))).isEqualTo(next.certificate());
    }

    private Loopback serving(@Nullable LiveCredentials open) throws IOException {
        return new Loopback(Tls.context(new LiveKeys(served, open), judge()), Tls.openServer());
    }

    private DatedTrust judge() {
        return new DatedTrust(
                trust::authorities,
                EnumSet.of(PeerName.Kind.NODE),
                new MemberList(Map.of("m2", master.key().pin()), Set.of()),
                InstantSource.fixed(NOW));
    }

    private SSLSession call(@Nullable Credentials as, Instant clock) throws IOException {
        return server.call(client(as, clock), Tls.clusterClient());
    }

    private SSLContext client(@Nullable Credentials as, Instant clock) {
        var judge = DatedTrust.ofServers(trust::authorities, InstantSource.fixed(clock));
        return Tls.context(as == null ? null : new LiveKeys(new LiveCredentials(as)), judge);
    }

    private void join(String expected, Instant clock) throws IOException {
        var pinned = new PinnedTrust(expected, InstantSource.fixed(clock));
        server.call(Tls.context(null, pinned), Tls.clusterClient());
    }

    private static X509Certificate leaf(SSLSession session) throws IOException {
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    /** Believes any server. */
    private static final class Credulous extends ChainTrust {
        @Override
        protected void checkClient(X509Certificate[] chain) {}

        @Override
        protected void checkServer(X509Certificate[] chain, @Nullable String dialled) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
