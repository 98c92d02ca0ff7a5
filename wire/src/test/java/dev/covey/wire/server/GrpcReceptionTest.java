package dev.covey.wire.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.covey.model.Endpoint;
import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.wire.client.GrpcDialer;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Heartbeat;
import dev.covey.wire.v1.HeartbeatSeen;
import dev.covey.wire.v1.Renewal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcReceptionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");
    private static final Randomness RANDOM = Randomness.of(new SecureRandom());

    private final Authority authority = Authority.make("c1", NOW, RANDOM);
    private final NodeIdentity master = identity("m1");
    private final NodeIdentity worker = identity("w1");
    private final Hall hall = new Hall();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private GrpcDialer dialer;
    private GrpcReception server;

    /** Remembers who came and what they said. */
    private static final class Hall implements Reception {
        final List<Line> lines = new CopyOnWriteArrayList<>();
        final List<FromAgent> heard = new CopyOnWriteArrayList<>();
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public Listener opened(Line line) {
            lines.add(line);
            line.more();
            return new Listener() {
                @Override
                public void heard(FromAgent message) {
                    heard.add(message);
                }

                @Override
                public void ready() {}

                @Override
                public void closed() {
                    closed.incrementAndGet();
                }
            };
        }
    }

    private NodeIdentity identity(String node) {
        P256Key key = P256Key.make();
        var request = SigningRequest.read(SigningRequest.make(key));
        var order = CertificateOrder.node("c1", node, request.key(), Set.of(), Set.of("127.0.0.1"));
        return new NodeIdentity(
                key, authority.issue(order, NOW, RANDOM), Authorities.of(authority.certificate()));
    }

    private static SSLContext tls(NodeIdentity identity) {
        return Tls.context(
                new LiveKeys(new LiveCredentials(identity.credentials())),
                new MemberTrust(
                        identity::authorities,
                        peer -> MemberPolicy.allowed(),
                        ExpectedPeer.namedByHost(),
                        TrustEvents.none(),
                        () -> NOW));
    }

    @BeforeEach
    void serve() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        server = new GrpcReception(new InetSocketAddress(loopback, 0), tls(master), hall);
        dialer = new GrpcDialer(() -> tls(worker), Runnable::run);
    }

    @AfterEach
    void stop() {
        dialer.close();
        server.close();
    }

    private dev.covey.wire.client.Line dial(String node) {
        return dialer.dial(
                node,
                new Endpoint("127.0.0.1", server.port()),
                new dev.covey.wire.client.Listener() {
                    @Override
                    public void heard(FromMaster message) {
                        answers.add(
                                message.getMessageCase() + " " + message.getHeartbeat().getSeq());
                    }

                    @Override
                    public void closed(String why) {
                        ends.add(why);
                    }
                });
    }

    private static FromAgent beat(long seq) {
        return FromAgent.newBuilder().setHeartbeat(Heartbeat.newBuilder().setSeq(seq)).build();
    }

    private static FromMaster seen(long seq) {
        return FromMaster.newBuilder().setHeartbeat(HeartbeatSeen.newBuilder().setSeq(seq)).build();
    }

    @Test
    void an_agent_is_known_by_its_certificate_and_both_sides_talk() {
        dial("m1").send(beat(1));
        await().atMost(LONG).until(() -> hall.heard.size() == 1);
        Line line = hall.lines.getFirst();
        line.send(seen(1));
        await().atMost(LONG).until(() -> answers.size() == 1);

        assertThat(line.caller().node()).isEqualTo("w1");
        assertThat(line.caller().keyPin()).isEqualTo(worker.key().pin());
        assertThat(answers).containsExactly("HEARTBEAT 1");
    }

    @Test
    void no_more_is_heard_than_was_asked_for() {
        var agent = dial("m1");
        agent.send(beat(1));
        agent.send(beat(2));
        await().atMost(LONG).until(() -> hall.heard.size() == 1);
        Line line = hall.lines.getFirst();
        line.send(seen(1));
        await().atMost(LONG).until(() -> answers.size() == 1);
        assertThat(hall.heard).hasSize(1);

        line.more();

        await().atMost(LONG).until(() -> hall.heard.size() == 2);
    }

    @Test
    void either_side_may_end_it_and_the_other_hears_of_it_once() {
        dial("m1").send(beat(1));
        await().atMost(LONG).until(() -> hall.heard.size() == 1);
        hall.lines.getFirst().send(seen(7));
        hall.lines.getFirst().close();
        await().atMost(LONG).until(() -> ends.size() == 1 && hall.closed.get() == 1);
        assertThat(answers).containsExactly("HEARTBEAT 7");

        var second = dial("m1");
        second.send(beat(1));
        await().atMost(LONG).until(() -> hall.heard.size() == 2);
        second.close();
        await().atMost(LONG).until(() -> hall.closed.get() == 2);

        hall.lines.getLast().send(seen(8));
        hall.lines.getLast().close();
        assertThat(answers).hasSize(1);
    }

    @Test
    void an_overlong_message_ends_the_session() {
        dial("m1")
                .send(
                        FromAgent.newBuilder()
                                .setRenewal(
                                        Renewal.newBuilder()
                                                .setSigningRequest(
                                                        ByteString.copyFrom(new byte[3 << 20])))
                                .build());

        await().atMost(LONG).until(() -> ends.size() == 1);
        await().atMost(LONG).until(() -> hall.lines.isEmpty() || hall.closed.get() == 1);
        assertThat(hall.heard).isEmpty();
    }

    @Test
    void a_master_that_is_not_the_one_dialled_is_not_spoken_to() {
        dial("m2").send(beat(1));

        await().atMost(LONG).until(() -> ends.size() == 1);
        assertThat(hall.heard).isEmpty();
    }

    @Test
    void a_connection_that_never_shakes_hands_is_ended() throws IOException {
        try (Socket mute = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            mute.setSoTimeout((int) LONG.toMillis());
            InputStream in = mute.getInputStream();

            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(hall.lines).isEmpty();
    }
}
