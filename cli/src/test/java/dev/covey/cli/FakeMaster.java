package dev.covey.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.covey.model.json.Json;
import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An HTTPS server that answers what a test says, and a data directory that leads to it. */
final class FakeMaster implements AutoCloseable {

    /** What came in. */
    record Asked(String method, String target, String body, @Nullable String requestId) {}

    /** What goes out. */
    record Answer(int status, String body) {

        /** The connection ends before any answer. */
        static final Answer NONE = new Answer(0, "");

        static Answer json(String body) {
            return new Answer(200, body);
        }

        static Answer problem(int status, String code) {
            String body =
                    Json.object()
                            .put("status", status)
                            .put("code", code)
                            .put("detail", "Expected better, but no. Do it.")
                            .toString();
            return new Answer(status, body);
        }
    }

    private final HttpsServer server;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private volatile Function<Asked, Answer> answers = a -> Answer.json("{}");

    FakeMaster(Path dataDirectory) {
        try {
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Randomness chance = Randomness.of(new SecureRandom());
            String id = "11111111-2222-3333-4444-555555555555";
            Authority authority = Authority.make(id, Instant.now(), chance);
            P256Key key = P256Key.make();
            var order = CertificateOrder.node(id, id, key.publicKey(), Set.of(), Set.of());
            var chain = authority.issue(order, Instant.now(), chance);
            server.setHttpsConfigurator(new HttpsConfigurator(context(key, chain)));
            server.createContext("/", this::handle);
            server.start();
            Path run = Files.createDirectories(dataDirectory.resolve("run"));
            Path ca = run.resolve("ca.crt");
            Files.writeString(ca, Pem.text(List.of(authority.certificate())));
            var local = Json.object().put("server", url()).put("token", "t");
            Files.write(run.resolve("local.json"), Json.bytes(local.put("caFile", ca.toString())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(P256Key key, List<? extends Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] none = {};
        store.setKeyEntry("k", key.privateKey(), none, chain.toArray(Certificate[]::new));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Asked request =
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            new String(body, StandardCharsets.UTF_8),
                            exchange.getRequestHeaders().getFirst("Request-Id"));
            asked.add(request);
            Answer answer = answers.apply(request);
            if (answer.equals(Answer.NONE)) {
                return;
            }
            byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer.status(), content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    void answer(Function<Asked, Answer> how) {
        answers = how;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
