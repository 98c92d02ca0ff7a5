package dev.covey.dist.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.wire.client.GrpcDialer;
import dev.covey.wire.client.Line;
import dev.covey.wire.client.Listener;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Heartbeat;
import dev.covey.wire.v1.Register;
import dev.covey.wire.v1.Renewal;
import dev.covey.wire.v1.UsageBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Join strings that are not good, and certificates that are foreign, or good in wrong hands. */
final class Joiners {

    private static final int SHORT = 500;
    private static final int FLOOD = 3000;

    private final Node node;
    private final Api api;
    private final Path directory;

    Joiners(Node node, Api api, Path directory) {
        this.node = node;
        this.api = api;
        this.directory = directory;
    }

    void all() throws Exception {
        String good = api.joinString(600);
        mutilated(good);
        Member member = Member.joined(directory.resolve("mallory"), good);
        used(good);
        certificates(foreign());
        frames(member);
        raft(member);
    }

    private void mutilated(String good) throws Exception {
        for (String bad :
                List.of(
                        good.substring(0, good.length() - 4),
                        good + "AAAA",
                        good.replace("covey1-", "covey9-"),
                        good.substring(0, 40) + "AAAA" + good.substring(44),
                        "covey1-",
                        "covey1-" + "A".repeat(20_000))) {
            assertThatThrownBy(() -> Member.joined(directory.resolve("no"), bad))
                    .isInstanceOf(ProblemException.class);
        }
        Node.Ended ended = node.covey("join", good.substring(0, 60), "--data-dir", "no");
        assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output()).doesNotContain("Exception", "\tat ");
        for (String body :
                List.of(
                        "{}",
                        "{\"secretId\":\"x\",\"secret\":\"y\"}",
                        "{\"secretId\":\"%s\",\"secret\":\"%s\",\"roles\":[\"master\"]}"
                                .formatted(UUID.randomUUID(), "A".repeat(43)))) {
            assertThat(api.post("/v1/join", body)).matches("(?s)HTTP/1.1 4.*");
        }
    }

    private void used(String good) {
        assertThatThrownBy(() -> Member.joined(directory.resolve("again"), good))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("join string");
    }

    /** A node of another cluster, with the names of this one. */
    private Member foreign() throws IOException {
        Authority authority = Authority.make("another", Instant.now(), Ids.secure()::secret);
        P256Key key = P256Key.make();
        CertificateOrder order =
                CertificateOrder.node("another", "n1", key.publicKey(), Set.of(), Set.of());
        return new Member(
                new Credentials(
                        key.privateKey(),
                        authority.issue(order, Instant.now(), Ids.secure()::secret)),
                new Authorities(List.of(authority.certificate())));
    }

    /** Refused in the handshake, on every port where certificates count. */
    private void certificates(Member foreign) {
        for (int port : new int[] {3, 4, 5}) {
            for (SSLContext context : List.of(foreign.tls(), Wire.credulous())) {
                boolean open = port == 3 && !context.equals(foreign.tls());
                String answer = spoken(context, node.port(port));
                assertThat(open || !answer.contains("200")).as(answer).isTrue();
            }
        }
    }

    private static String spoken(SSLContext context, int port) {
        try {
            return Wire.talk(
                    Wire.tls(context, port, "h2"),
                    Wire.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                    SHORT);
        } catch (IOException e) {
            return "refused";
        }
    }

    /** A worker's own certificate, and everything but what a worker would say. */
    private void frames(Member member) throws Exception {
        Heartbeat early = Heartbeat.newBuilder().setSeq(-1).build();
        ByteString huge = ByteString.copyFrom(new byte[3 << 20]);
        Register register = Register.newBuilder().setVersion("x".repeat(100_000)).build();
        for (FromAgent message :
                List.of(
                        FromAgent.getDefaultInstance(),
                        FromAgent.newBuilder().setHeartbeat(early).build(),
                        FromAgent.newBuilder().setRegister(register).build(),
                        FromAgent.newBuilder().setUsage(UsageBatch.newBuilder().setSeq(-5)).build(),
                        FromAgent.newBuilder()
                                .setRenewal(Renewal.newBuilder().setSigningRequest(huge))
                                .build())) {
            session(member, message, 3);
        }
        session(member, FromAgent.newBuilder().setHeartbeat(early).build(), FLOOD);
    }

    private void session(Member member, FromAgent message, int times) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Tasks tasks = new Tasks("mallory");
                GrpcDialer dialer = new GrpcDialer(member::tls, tasks)) {
            Endpoint port = new Endpoint("127.0.0.1", node.port(4));
            Line line = dialer.dial(self(), port, new Listening(closed));
            for (int i = 0; i < times; i++) {
                line.send(message);
            }
            assertThat(closed.await(30, TimeUnit.SECONDS)).as("sent away").isTrue();
            line.close();
        }
    }

    private record Listening(CountDownLatch end) implements Listener {
        @Override
        public void heard(FromMaster message) {}

        @Override
        public void closed(String why) {
            end.countDown();
        }
    }

    private String self() {
        return dev.covey.model.json.Json.readTree(read("node.json")).path("nodeId").asString();
    }

    private byte[] read(String file) {
        try {
            return java.nio.file.Files.readAllBytes(node.directory().resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** On the masters' port a worker is nobody. */
    private void raft(Member member) {
        String answer = spoken(member.tls(), node.port(5));
        assertThat(answer).doesNotContain("Exception", "\tat ");
    }
}
