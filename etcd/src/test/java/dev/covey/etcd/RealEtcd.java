package dev.covey.etcd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's etcd, to see what it says. */
final class RealEtcd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/etcd");

    private final Process process;
    private final int port;

    RealEtcd(Path directory) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "etcd is not installed");
        port = freePort();
        String client = "http://127.0.0.1:" + port;
        String peer = "http://127.0.0.1:" + freePort();
        process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--data-dir=" + directory.resolve("real.etcd"),
                                "--listen-client-urls=" + client,
                                "--advertise-client-urls=" + client,
                                "--listen-peer-urls=" + peer,
                                "--initial-advertise-peer-urls=" + peer,
                                "--initial-cluster=default=" + peer,
                                "--log-level=error")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("etcd.log").toFile())
                        .start();
        await("etcd answers")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                new Etcdctl(endpoint())
                                        .run("endpoint", "health")
                                        .contains("is healthy"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String endpoint() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
