package dev.covey.pki.tls;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.pki.TestTrust;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberTlsTest {

    private final TestTrust trust = TestTrust.cluster("c1");
    private final NodeIdentity master = trust.node("m1");
    private final NodeIdentity worker = trust.node("w1");
    private final LiveCredentials masterLive = new LiveCredentials(master.credentials());
    private final AtomicReference<MemberList> members = new AtomicReference<>();
    private final AtomicReference<Authorities> believed =
            new AtomicReference<>(trust.authorities());
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Loopback server;

    @BeforeEach
    void serve() throws IOException {
        admit(master, worker);
        SSLContext context =
                Tls.context(new LiveKeys(masterLive), trusting(believed::get, ExpectedPeer.any()));
        server = new Loopback(context, Tls.memberServer());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void membersKnowEachOtherByNodeIdAndSpeakTls13() throws IOException {
        SSLSession session = call(worker);
        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
        assertThat(Peer.of(session).orElseThrow().name()).isEqualTo(PeerName.node("c1", "m1"));
        assertThat(server.lastPeer().orElseThrow().name().id()).isEqualTo("w1");
        assertThat(server.lastPeer().orElseThrow().keyPin()).isEqualTo(worker.key().pin());
        assertThat(events).isEmpty();
    }

    @Test
    void aClientWithoutACertificateIsRefused() {
        SSLContext bare = Tls.context(null, trusting(believed::get, ExpectedPeer.any()));
        assertThatThrownBy(() -> server.call(bare, Tls.memberClient()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNodeOfAnotherClusterIsRefusedByBothSides() {
        TestTrust foreign = TestTrust.cluster("c1");
        NodeIdentity stranger = foreign.node("w1", worker.key(), NOW);
        assertRefused(stranger, "not from this cluster's authority");
        events.clear();
        SSLContext own =
                Tls.context(keys(stranger), trusting(foreign::authorities, ExpectedPeer.any()));
        assertThatThrownBy(() -> server.call(own, Tls.memberClient()))
                .hasStackTraceContaining("not from this cluster's authority");
    }

    @Test
    void aRemovedAnUnknownAndAnotherKeysNodeAreRefused() {
        members.set(
                new MemberList(
                        Map.of("m1", master.key().pin(), "w1", worker.key().pin()), Set.of("w1")));
        assertRefused(worker, "w1 was removed");
        assertRefused(trust.node("w9"), "w9 is no member");
        admit(master, worker);
        assertRefused(trust.node("w1"), "w1 has another key");
    }

    @Test
    void aNodeRemovedWhileConnectedIsRefusedAtTheNextHandshake() throws IOException {
        SSLContext context = context(worker, ExpectedPeer.any());
        server.call(context, Tls.memberClient());
        server.call(context, Tls.memberClient());
        members.set(new MemberList(members.get().pins(), Set.of("w1")));
        assertThatThrownBy(() -> server.call(context, Tls.memberClient()))
                .isInstanceOf(IOException.class);
        assertThat(events).anyMatch(each -> each.contains("w1 was removed"));
    }

    @Test
    void aMasterRemovedMeanwhileIsRefusedByItsClientsNextHandshake() throws IOException {
        SSLContext context = context(worker, ExpectedPeer.any());
        server.call(context, Tls.memberClient(), "m1");
        members.set(new MemberList(members.get().pins(), Set.of("m1")));
        assertThatThrownBy(() -> server.call(context, Tls.memberClient(), "m1"))
                .hasStackTraceContaining("m1 was removed");
    }

    @Test
    void expiredAndFutureCertificatesAreLetInAndReported() throws IOException {
        call(trust.node("w1", worker.key(), NOW.minus(Duration.ofDays(30))));
        assertThat(events).containsExactly("out of date w1");
        call(trust.node("w1", worker.key(), NOW.plus(Duration.ofDays(3000))));
        assertThat(events).containsExactly("out of date w1", "out of date w1");
    }

    @Test
    void certificatesOfOtherKindsAreRefused() {
        for (var kind : List.of(PeerName.Kind.READER, PeerName.Kind.CLIENT)) {
            var holder = new LiveKeys(new LiveCredentials(trust.holder(kind, "w1", NOW)));
            SSLContext context = Tls.context(holder, trusting(believed::get, ExpectedPeer.any()));
            events.clear();
            assertThatThrownBy(() -> server.call(context, Tls.memberClient()))
                    .isInstanceOf(IOException.class);
            assertThat(events).anyMatch(each -> each.contains("not a node's"));
        }
    }

    @Test
    void anotherNodeThanWasDialledIsRefused() throws IOException {
        server.call(context(worker, ExpectedPeer.node("m1")), Tls.memberClient());
        server.call(context(worker, ExpectedPeer.namedByHost()), Tls.memberClient(), "m1");
        assertThatThrownBy(
                        () ->
                                server.call(
                                        context(worker, ExpectedPeer.node("m2")),
                                        Tls.memberClient()))
                .hasStackTraceContaining("another node answers");
        assertThatThrownBy(
                        () ->
                                server.call(
                                        context(worker, ExpectedPeer.namedByHost()),
                                        Tls.memberClient(),
                                        "m2"))
                .hasStackTraceContaining("another node answers");
    }

    @Test
    void aRenewedCertificateIsServedAtTheNextHandshakeWithoutARestart() throws Exception {
        SSLContext client = context(worker, ExpectedPeer.any());
        assertThat(leaf(server.call(client, Tls.memberClient()))).isEqualTo(master.certificate());
        NodeIdentity renewed = trust.node("m1", master.key(), NOW.plusSeconds(3600));
        masterLive.swap(renewed.credentials());
        assertThat(leaf(server.call(client, Tls.memberClient()))).isEqualTo(renewed.certificate());
    }

    @Test
    void theAuthorityChangesWithoutARestart() throws IOException {
        TestTrust next = TestTrust.cluster("c1");
        NodeIdentity moved = next.node("w1", worker.key(), NOW);
        assertRefused(moved, "not from this cluster's authority");
        believed.set(trust.authorities().with(next.authority().certificate()));
        call(worker);
        call(moved);
        believed.set(next.authorities());
        masterLive.swap(next.node("m1", master.key(), NOW).credentials());
        call(moved);
        assertRefused(worker, "not from this cluster's authority");
    }

    @Test
    void olderProtocolsAreRefused() {
        SSLParameters old = new SSLParameters();
        old.setProtocols(new String[] {"TLSv1.2"});
        assertThatThrownBy(() -> server.call(context(worker, ExpectedPeer.any()), old))
                .isInstanceOf(IOException.class);
    }

    @Test
    void noSessionIsResumedSoThatEveryHandshakeIsJudged() throws IOException {
        SSLContext client = context(worker, ExpectedPeer.any());
        for (int i = 0; i < 3; i++) {
            assertThat(server.call(client, Tls.memberClient(), "m1").isValid()).isFalse();
        }
        assertThat(client.getClientSessionContext().getIds().hasMoreElements()).isFalse();
    }

    private SSLSession call(NodeIdentity as) throws IOException {
        return server.call(context(as, ExpectedPeer.any()), Tls.memberClient());
    }

    private void assertRefused(NodeIdentity who, String why) {
        events.clear();
        assertThatThrownBy(() -> call(who)).isInstanceOf(IOException.class);
        assertThat(events).anyMatch(each -> each.contains(why));
    }

    private SSLContext context(NodeIdentity who, ExpectedPeer expected) {
        return Tls.context(keys(who), trusting(believed::get, expected));
    }

    private static LiveKeys keys(NodeIdentity who) {
        return new LiveKeys(new LiveCredentials(who.credentials()));
    }

    private MemberTrust trusting(Supplier<Authorities> authorities, ExpectedPeer expected) {
        return new MemberTrust(
                authorities,
                peer -> members.get().judge(peer),
                expected,
                new Recorded(),
                InstantSource.fixed(NOW));
    }

    private void admit(NodeIdentity... nodes) {
        Map<String, String> pins = new HashMap<>();
        for (NodeIdentity node : nodes) {
            pins.put(node.nodeId(), node.key().pin());
        }
        members.set(new MemberList(pins, Set.of()));
    }

    private static X509Certificate leaf(SSLSession session) throws IOException {
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    private final class Recorded implements TrustEvents {
        @Override
        public void outOfDate(Peer peer) {
            events.add("out of date " + peer.name().id());
        }

        @Override
        public void refused(String why) {
            events.add(why);
        }
    }

    @Test
    void keysPrintNothingSecret() {
        String hidden = worker.key().privateKey().getS().toString();
        assertThat(worker + " " + worker.credentials()).doesNotContain(hidden);
    }
}
