package dev.covey.master.api.helidon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections than there is room for. */
@Timeout(60)
final class CrowdTest {

    private static final int ROOM = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Bounds BOUNDS =
            new Bounds(
                    ROOM,
                    16 << 10,
                    8,
                    PATIENCE.multipliedBy(10),
                    PATIENCE.multipliedBy(10),
                    PATIENCE);

    private final Authority authority =
            Authority.make("crowd", Instant.now(), Ids.secure()::secret);
    private final Authorities trusted = Authorities.of(authority.certificate());
    private final Tasks tasks = new Tasks("crowd");
    private final HttpServer server =
            HttpServer.start(
                    new HttpServer.Listen("127.0.0.1", 0, Optional.of(tls()), BOUNDS),
                    this::answer,
                    Clock.system(),
                    tasks);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final List<Socket> opened = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : opened) {
            socket.close();
        }
        server.close();
        tasks.close();
    }

    private SSLContext tls() {
        P256Key key = P256Key.make();
        CertificateOrder order =
                new CertificateOrder(
                        PeerName.server("crowd", "m1"),
                        key.publicKey(),
                        Set.of(),
                        Set.of("127.0.0.1"),
                        Duration.ofHours(1));
        var leaf = authority.issue(order, Instant.now(), Ids.secure()::secret);
        return Tls.context(
                new LiveKeys(new LiveCredentials(new Credentials(key.privateKey(), leaf))),
                new DatedTrust(
                        () -> trusted,
                        Set.of(PeerName.Kind.NODE),
                        _ -> MemberPolicy.allowed(),
                        InstantSource.system()));
    }

    private Socket silent() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        opened.add(socket);
        return socket;
    }

    private Socket visitor() throws IOException {
        SSLContext context =
                Tls.context(null, DatedTrust.ofServers(() -> trusted, InstantSource.system()));
        Socket socket =
                context.getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        opened.add(socket);
        return socket;
    }

    private Response answer(Request request) {
        if (request.target().path().equals("/")) {
            return Response.of(200, "text/plain", bytes("well"));
        }
        return Response.stream(
                "text/plain",
                out -> {
                    out.write(bytes("begun"));
                    out.flush();
                    awaitFinish();
                    out.write(bytes("done"));
                });
    }

    private void awaitFinish() {
        try {
            assertThat(finish.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(bytes("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        String head = read(socket);
        return head.endsWith("\r\n\r\n") ? head + read(socket) : head;
    }

    private static String read(Socket socket) throws IOException {
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void whoSaysNothingGivesWayToWhoSpeaks() throws IOException {
        Socket served = visitor();
        assertThat(ask(served, "/begin")).contains("begun");
        Socket first = silent();
        for (int i = 0; i < ROOM * 5; i++) {
            silent();
            if (i % ROOM == 0) {
                assertThat(ask(visitor(), "/")).startsWith("HTTP/1.1 200");
            }
        }
        await("the first that said nothing is sent away")
                .atMost(PATIENCE)
                .until(() -> ended(first));
        finish.countDown();
        assertThat(read(served)).contains("done");
    }

    @Test
    void whoWantsNothingAnyMoreGivesWayToNewcomers() throws IOException {
        Socket first = visitor();
        assertThat(ask(first, "/")).startsWith("HTTP/1.1 200");
        for (int i = 0; i < ROOM * 2; i++) {
            assertThat(ask(visitor(), "/")).startsWith("HTTP/1.1 200");
        }
        await("the first visitor's place is taken").atMost(PATIENCE).until(() -> ended(first));
    }
}
