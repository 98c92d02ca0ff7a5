package dev.covey.dist.hostile;

import dev.covey.dist.lab.App;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The program as a process of its own on loopback, with a data directory of its own. */
final class Node implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int PORTS = 10;

    private final Path app = App.home();
    private final Path directory;
    private final Path log;
    private final int base;
    private final Process process;

    /** Founds a cluster of one and waits until it is ready. */
    Node(Path directory) throws IOException {
        this.directory = directory.resolve("data");
        this.log = directory.resolve("node.log");
        this.base = freeBase();
        this.process =
                start(
                        log,
                        "create",
                        "hostile",
                        "--listen",
                        "127.0.0.1",
                        "--link0",
                        "127.0.0.1",
                        "--port-base",
                        String.valueOf(base));
        Awaitility.await("the node is ready")
                .atMost(BOUND)
                .until(() -> Files.exists(this.directory.resolve("run/ready")) || died());
    }

    private boolean died() {
        if (!process.isAlive()) {
            throw new IllegalStateException(log());
        }
        return false;
    }

    private static int freeBase() throws IOException {
        for (int base = 21_000; base < 30_000; base += PORTS) {
            if (free(base)) {
                return base;
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean free(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assert socket.isBound();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(app.resolve("bin/covey").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COVEY_DATA_DIR", directory.toString());
        // A small heap: whatever is kept of what strangers send ends the process.
        builder.environment().put("COVEY_JAVA_OPTS", "-Xmx256m");
        builder.environment().put("HOME", directory.resolve("..").normalize().toString());
        Process started = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        started.getOutputStream().close();
        return started;
    }

    /** How a command ended: its exit code and both of its streams. */
    record Ended(int exit, String output) {}

    /** Runs a command to its end. */
    Ended covey(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory.getParent(), "command", ".log");
        Process command = start(output, arguments);
        if (!command.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            command.destroyForcibly();
            throw new IllegalStateException("still running: " + String.join(" ", arguments));
        }
        return new Ended(command.exitValue(), Files.readString(output));
    }

    /** One of its ports: 3 for the API, 4 for agents, 5 for masters. */
    int port(int offset) {
        return base + offset;
    }

    /** Its data directory. */
    Path directory() {
        return directory;
    }

    /** What lets root in without a login. */
    String token() {
        try {
            return Json.readTree(Files.readAllBytes(directory.resolve("run/local.json")))
                    .path("token")
                    .asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs. */
    boolean alive() {
        return process.isAlive();
    }

    /** A figure of the kernel about the process: {@code VmRSS} in kB, {@code Threads}. */
    long figure(String name) {
        try (Stream<String> lines = Files.lines(proc("status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files and sockets it has open. */
    long descriptors() {
        try (Stream<Path> all = Files.list(proc("fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc(String what) {
        return Path.of("/proc", String.valueOf(process.pid()), what);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
