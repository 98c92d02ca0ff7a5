package dev.covey.bench;

import dev.covey.raft.Certificates;
import dev.covey.raft.peer.MemberTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

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

    /** Whether etcd is on this machine; with {@code -Dbench.alone=true} it is left out. */
    static boolean etcdIsHere() {
        return Files.isExecutable(ETCD) && !Boolean.getBoolean("bench.alone");
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
        // Whoever is interrupted leaves no servers behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
        try {
            for (int i = 0; i < size; i++) {
                processes.add(start(i));
            }
            for (int i = 0; i < size; i++) {
                channels.add(connect(i));
                awaitAnswer(i);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** One more connection to a member, which the caller closes. */
    ManagedChannel connect(int member) throws IOException {
        Path client = directory.resolve("client");
        MemberTls tls = Certificates.read(client);
        return Ports.connect(doors.get(member), tls, client.resolve("authorities.crt"));
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
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

    /** The connection to the member that leads. */
    ManagedChannel leading() {
        return channels.get(leader());
    }

    private static boolean leads(ManagedChannel channel) {
        Map<Integer, Object> status = status(channel);
        return status.containsKey(4) && id(status).equals(status.get(4));
    }

    private static Object id(Map<Integer, Object> status) {
        return status.get(1) instanceof byte[] header
                ? Wire.fields(header).getOrDefault(2, 0L)
                : 0L;
    }

    /** What a member says of itself; nothing if it does not answer. */
    private static Map<Integer, Object> status(ManagedChannel channel) {
        return Load.ask(channel, Wire.STATUS, new byte[0], 2000).map(Wire::fields).orElse(Map.of());
    }

    /** The term as the leader knows it. */
    long term() {
        return status(leading()).get(6) instanceof Long term ? term : 0;
    }

    /** Hands leadership to another member; whether that was done. */
    boolean move(int from, int to) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (id(status(channels.get(to))) instanceof Long id) {
            Wire.number(message, 1, id);
        }
        return Load.ask(channels.get(from), Wire.MOVE_LEADER, message.toByteArray(), 10_000)
                .isPresent();
    }

    /** Stops a member without its knowledge, or lets it go on. */
    void freeze(int member, boolean frozen) {
        String signal = frozen ? "-STOP" : "-CONT";
        String process = Long.toString(processes.get(member).pid());
        try {
            if (new ProcessBuilder("kill", signal, process).start().waitFor() != 0) {
                throw new IllegalStateException("Expected to signal process " + process);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends all members in order and starts them again.
     *
     * @return how long it took from their start to the first linearizable read, in milliseconds
     */
    double restartAll(byte[] read) {
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                process.waitFor();
            }
            long began = System.nanoTime();
            for (int i = 0; i < processes.size(); i++) {
                processes.set(i, start(i));
            }
            while (Load.ask(channels.getFirst(), Wire.RANGE, read, 1000).isEmpty()) {
                channels.getFirst().resetConnectBackoff();
                Load.pause(5);
                if (System.nanoTime() - began > 300e9) {
                    throw new IllegalStateException("does not come back; see " + directory);
                }
            }
            return (System.nanoTime() - began) / 1e6;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folder of a member's own files. */
    Path home(int member) {
        return directory.resolve(node(member)).resolve("data");
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

    /** The most that any member ever had resident, in bytes. */
    long peakMemory() {
        return processes.stream().mapToLong(one -> Ports.peakMemory(one.pid())).max().orElse(0);
    }

    /** What the largest member has on its disk, in bytes. */
    long disk() {
        return IntStream.range(0, processes.size())
                .mapToLong(i -> Directories.size(home(i)))
                .max()
                .orElse(0);
    }

    /** What the members used of the processors so far, in seconds. */
    double cpu() {
        return processes.stream().mapToDouble(one -> Ports.cpu(one.pid())).sum();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        killAll();
        for (Process process : processes) {
            process.onExit().join();
        }
    }
}
