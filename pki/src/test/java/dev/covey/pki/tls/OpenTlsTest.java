package dev.covey.pki.tls;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.covey.pki.TestTrust;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
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
    private final Credentials bought = foreign.holder(PeerName.Kind.SERVER, "public", NOW);
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
        var chain = new X509Certificate[] {bought.certificate(), trust.authority().certificate()};
        served.swap(new Credentials(bought.key(), java.util.List.of(chain)));
        assertThatThrownBy(() -> join(digest, NOW))
                .hasStackTraceContaining("not from this cluster's authority");
    }

    @Test
    void aCertificateFromElsewhereIsShownToThoseWhoDoNotAskForTheCluster() throws IOException {
        try (Loopback two = serving(new LiveCredentials(bought))) {
            assertThat(leaf(two.call(client(null, NOW), Tls.clusterClient())))
                    .isEqualTo(own.certificate());
            var outside =
                    Tls.context(
                            null,
                            DatedTrust.ofServers(foreign::authorities, InstantSource.fixed(NOW)));
            assertThat(leaf(two.call(outside, Tls.memberClient(), "vpn.example.com")))
                    .isEqualTo(bought.certificate());
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
        var members = new MemberList(Map.of("m2", master.key().pin()), Set.of());
        var judge =
                new DatedTrust(
                        trust::authorities,
                        EnumSet.of(PeerName.Kind.NODE),
                        members,
                        InstantSource.fixed(NOW));
        return new Loopback(Tls.context(new LiveKeys(served, open), judge), Tls.openServer());
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
}
