package dev.covey.bench;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;

/** The users of a running cluster. */
final class Accounts {

    private static final String USERS = "/v1/clusters/self/users";
    private static final int AT_ONCE = 32;

    private final String server;
    private final String token;
    private final HttpClient client;

    /** The cluster whose master's data directory this is. */
    Accounts(Path data) throws IOException {
        JsonNode local = Json.readTree(Files.readAllBytes(data.resolve("run/local.json")));
        server = local.path("server").asString();
        token = local.path("token").asString();
        client =
                HttpClient.newBuilder()
                        .sslContext(trusting(Path.of(local.path("caFile").asString())))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    String server() {
        return server;
    }

    /** Makes so many users, some at a time; returns how many seconds that took. */
    double make(int users) {
        AtomicInteger made = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int n = next(made); n <= users; n = next(made)) {
                                    String body = "{\"name\":\"user-" + n + "\"}";
                                    call("POST", USERS, body);
                                }
                            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static int next(AtomicInteger made) {
        return made.incrementAndGet();
    }

    /** Where so many of them find their subscriptions. */
    List<String> paths(int users) {
        List<String> paths = new ArrayList<>();
        for (int n = 1; n <= users; n++) {
            String link = USERS + "/user-" + n + "/link";
            String url = call("GET", link, "").path("subscriptionUrl").asString();
            paths.add(URI.create(url).getPath());
        }
        return paths;
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + response.statusCode());
            }
            return Json.readTree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path authorities) throws IOException {
        try (var in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int i = 0;
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + i++, one);
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
