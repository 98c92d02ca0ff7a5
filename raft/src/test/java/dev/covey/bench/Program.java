package dev.covey.bench;

import dev.covey.runtime.task.Tasks;
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

/** The program as it is installed: a copy of its own, in a folder for the time of a measurement. */
final class Program {

    private static final long BOUND_SECONDS = 120;

    private final Path home;
    private final Path log;

    /** A node that runs. */
    record Node(Process process, double readyMillis) implements AutoCloseable {

        long memory() {
            return Ports.memory(process.pid());
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A program and the data of a cluster of one server. */
    record Home(Program program, Path data, int ports) {

        /** Starts it, as always after the first time. */
        Node up() {
            return program.node(data, onLoopback(ports, "up"));
        }

        /** Starts a worker beside it, of which nothing is left when it ends. */
        Node worker() {
            String string = covey("join-info", "--role", "worker").lines().toList().getLast();
            Path own = data.resolveSibling("worker");
            return program.node(own, onLoopback(freeBase(), "join", string, "--node-name", "w1"));
        }

        /** Asks the cluster something. */
        String covey(String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--data-dir", data.toString()));
            return program.run(program.command(all.toArray(String[]::new)));
        }
    }

    private Program(Path home, Path log) {
        this.home = home;
        this.log = log;
    }

    /** Copies the program that the property {@code covey.app} names; without its caches. */
    static Program copy(Path directory) {
        Path from = Path.of(System.getProperty("covey.app"));
        Program copy = new Program(directory.resolve("app"), directory.resolve("log.txt"));
        copy.run(List.of("cp", "-a", from.toString(), copy.home.toString()));
        copy.run(List.of("rm", "-rf", copy.home.resolve("cache").toString()));
        return copy;
    }

    /** Makes the caches of classes, as an installation does. */
    Program warmed() {
        run(List.of(home.resolve("bin/covey-warm").toString()));
        return this;
    }

    /** Starts for the first time, which makes a cluster with a route, an inbound and a user. */
    Home founded(Path data) {
        int ports = freeBase();
        // Nobody is there to be imitated: that is said, and the inbound is made all the same.
        String[] up = {"up", "--masquerade", "127.0.0.1:9"};
        node(data, onLoopback(ports, up)).close();
        return new Home(this, data, ports);
    }

    /** Starts a node and waits until it is ready. */
    Node node(Path data, String... arguments) {
        List<String> command = command(arguments);
        command.addAll(List.of("--data-dir", data.toString()));
        long began = System.nanoTime();
        Process process = start(command);
        while (!Files.exists(data.resolve("run/ready"))) {
            if (!process.isAlive() || (System.nanoTime() - began) / 1e9 > BOUND_SECONDS) {
                process.destroyForcibly();
                throw failed(command);
            }
            Tasks.pause(Duration.ofMillis(2));
        }
        return new Node(process, (System.nanoTime() - began) / 1e6);
    }

    /** Arguments that put a node on loopback, from the port on. */
    static String[] onLoopback(int base, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        for (String option : List.of("--listen", "--link0", "--public-address")) {
            all.addAll(List.of(option, "127.0.0.1"));
        }
        all.addAll(List.of("--port-base", Integer.toString(base)));
        return all.toArray(String[]::new);
    }

    /** The first of twenty ports that nobody uses; others begin to look elsewhere. */
    static int freeBase() {
        int first = 21_000 + (int) (ProcessHandle.current().pid() % 200) * 20;
        for (int base = first; base < 30_000; base += 20) {
            if (free(base, base + 20)) {
                return base;
            }
        }
        throw new IllegalStateException("Expected twenty free ports in a row.");
    }

    private static boolean free(int from, int to) {
        for (int port = from; port < to; port++) {
            if (!free(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/covey").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IllegalStateException failed(List<String> command) {
        String said;
        try {
            said = Files.readString(log);
        } catch (IOException e) {
            said = e.toString();
        }
        String tail = said.substring(Math.max(0, said.length() - 2000));
        return new IllegalStateException(command + " failed. The end of its log:\n" + tail);
    }

    private String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw failed(command);
            }
            return new String(said, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
