package dev.covey.dist.outside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.dist.lab.Ports;
import dev.covey.pki.x509.P256Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A real API server of Kubernetes on loopback, without anything else of Kubernetes. */
final class KubeApiserver implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String TOKEN = "a-token-for-tests";

    private final Path directory;
    private final String url;
    private final Running process;

    /** Starts one that keeps everything in a store, and waits until it is ready. */
    KubeApiserver(Path directory, String storeUrls) throws IOException {
        this.directory = directory;
        Path tokens = directory.resolve("tokens.csv");
        Files.writeString(tokens, TOKEN + ",tester,1,system:masters\n");
        P256Key key = P256Key.make();
        Path signing = Files.writeString(directory.resolve("accounts.key"), key.pem());
        Path judging = Files.writeString(directory.resolve("accounts.pub"), publicPem(key));
        int port = Ports.free();
        url = "https://127.0.0.1:" + port;
        process =
                Running.start(
                        directory.resolve("kube-apiserver.log"),
                        Map.of(),
                        program().toString(),
                        "--etcd-servers=" + storeUrls,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + directory.resolve("certs"),
                        "--service-account-issuer=https://tests",
                        "--service-account-key-file=" + judging,
                        "--service-account-signing-key-file=" + signing,
                        "--token-auth-file=" + tokens,
                        "--authorization-mode=RBAC",
                        "--service-cluster-ip-range=10.0.0.0/24",
                        "--endpoint-reconciler-type=none",
                        "--disable-admission-plugins=ServiceAccount");
        try {
            await("the API server is ready").atMost(BOUND).until(this::isReady);
        } catch (RuntimeException e) {
            String said = process.said();
            close();
            throw new AssertionError(said, e);
        }
    }

    private static String publicPem(P256Key key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private boolean isReady() {
        if (!process.process().isAlive()) {
            throw new IllegalStateException("it has ended");
        }
        return ask("GET", "/readyz", "").equals("ok");
    }

    /** Where it is; skips the test where it was not built. */
    static Path program() {
        Optional<Path> known =
                Optional.ofNullable(System.getenv("COVEY_KUBE_APISERVER"))
                        .filter(each -> !each.isEmpty())
                        .map(Path::of);
        assumeTrue(known.isPresent(), "kube-apiserver is not built: ./dev test --long builds it");
        return known.orElseThrow();
    }

    /** What it answers. A body that begins with a brace is JSON; PATCH merges. */
    String ask(String method, String path, String body) {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return Running.curl(
                "-X",
                method,
                "-H",
                "Authorization: Bearer " + TOKEN,
                "-H",
                "Content-Type: " + type,
                "-d",
                body,
                url + path);
    }

    /** Watches a path; every event is a line of a file. */
    Running watch(String path, String file) {
        return Running.start(
                directory.resolve(file),
                Map.of(),
                "curl",
                "-skN",
                "-H",
                "Authorization: Bearer " + TOKEN,
                url + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
