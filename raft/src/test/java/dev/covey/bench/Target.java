package dev.covey.bench;

import dev.covey.raft.Certificates;
import dev.covey.raft.peer.MemberTls;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;

/**
 * A cluster under measurement: members of a program that takes etcd's flags and speaks etcd's
 * protocol, with its defaults, TLS and client certificates.
 */
final class Target implements AutoCloseable {

    private static final Path ETCD = Path.of("/usr/bin/etcd");

    private final List<String> program;
    private final Path directory;
    private final List<Integer> peers = new ArrayList<>();
    private final List<Integer> doors = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    /** Whether etcd is on this machine. */
    static boolean etcdIsHere() {
        return Files.isExecutable(ETCD);
    }

    /** etcd as Debian ships it. */
    static Target etcd(Path directory, int size) throws IOException {
        return new Target(List.of(ETCD.toString(), "--log-level=error"), directory, size);
    }

    /** Covey's store alone. */
    static Target covey(Path directory, int size) throws IOException {
        String covey = Path.of(System.getProperty("covey.app"), "bin", "covey").toString();
        return new Target(List.of(covey, "store"), directory, size);
    }

    private Target(List<String> program, Path directory, int size) throws IOException {
        this.program = program;
        this.directory = directory;
        Certificates certificates = Certificates.of(UUID.randomUUID().toString());
        for (int i = 0; i < size; i++) {
            peers.add(Ports.free());
            doors.add(Ports.free());
            certificates.write(directory.resolve(node(i)), node(i));
        }
        certificates.write(directory.resolve("client"), "client");
        MemberTls client = Certificates.read(directory.resolve("client"));
        for (int i = 0; i < size; i++) {
            processes.add(start(i));
        }
        for (int i = 0; i < size; i++) {
            Path authorities = directory.resolve("client").resolve("authorities.crt");
            channels.add(Ports.connect(doors.get(i), client, authorities));
            awaitAnswer(i);
        }
    }

    private static String node(int number) {
        return "n" + number;
    }

    private Process start(int number) throws IOException {
        Path own = directory.resolve(node(number));
        String cluster =
                IntStream.range(0, peers.size())
                        .mapToObj(i -> node(i) + "=https://127.0.0.1:" + peers.get(i))
                        .collect(Collectors.joining(","));
        String door = "https://127.0.0.1:" + doors.get(number);
        String peer = "https://127.0.0.1:" + peers.get(number);
        List<String> command = new ArrayList<>(program);
        command.addAll(
                List.of(
                        "--name=" + node(number),
                        "--data-dir=" + own.resolve("data"),
                        "--listen-client-urls=" + door,
                        "--advertise-client-urls=" + door,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=" + cluster));
        for (String side : List.of("", "peer-")) {
            command.add("--" + side + "cert-file=" + own.resolve("node.crt"));
            command.add("--" + side + "key-file=" + own.resolve("node.key"));
            command.add("--" + side + "trusted-ca-file=" + own.resolve("authorities.crt"));
            command.add("--" + side + "client-cert-auth");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(own.resolve("log.txt").toFile()))
                .start();
    }

    private void awaitAnswer(int member) {
        for (int i = 0; i < 600; i++) {
            if (Load.write(channels.get(member), 0, 1000)) {
                return;
            }
            if (!processes.get(member).isAlive()) {
                throw new IllegalStateException(program.getFirst() + " ended; see " + directory);
            }
            Load.pause(channels.get(member));
        }
        throw new IllegalStateException(program.getFirst() + " does not answer; see " + directory);
    }

    /** A connection to each member. */
    List<ManagedChannel> members() {
        return channels;
    }

    /** Which member leads now; waits for one. */
    int leader() {
        while (true) {
            for (int i = 0; i < channels.size(); i++) {
                if (leads(channels.get(i))) {
                    return i;
                }
            }
        }
    }

    private static boolean leads(ManagedChannel channel) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.SECONDS);
        try {
            byte[] answer =
                    ClientCalls.futureUnaryCall(channel.newCall(Wire.STATUS, options), new byte[0])
                            .get();
            Map<Integer, Object> status = Wire.fields(answer);
            Object self =
                    status.get(1) instanceof byte[] header ? Wire.fields(header).get(2) : null;
            return self != null && self.equals(status.get(4));
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills a member at once. */
    void kill(int member) {
        processes.get(member).destroyForcibly();
    }

    /** Starts a killed member again and waits until it answers. */
    void restart(int member) throws IOException {
        processes.set(member, start(member));
        awaitAnswer(member);
    }

    /** The resident memory of the largest member, in bytes. */
    long memory() {
        return processes.stream().mapToLong(one -> Ports.memory(one.pid())).max().orElse(0);
    }

    /** What the members used of the processors so far, in seconds. */
    double cpu() {
        return processes.stream().mapToDouble(one -> Ports.cpu(one.pid())).sum();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        processes.forEach(Process::destroyForcibly);
    }
}
