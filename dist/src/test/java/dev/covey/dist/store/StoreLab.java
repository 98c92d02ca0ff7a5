package dev.covey.dist.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covey.dist.lab.Ports;
import dev.covey.model.Problem;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** Members of a store that stands alone, by number from 1 on, and etcdctl in front of them. */
final class StoreLab implements AutoCloseable {

    private static final Path ETCDCTL = Path.of("/usr/bin/etcdctl");

    private final Path directory;
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final List<Integer> clientPorts;
    private final List<Integer> peerPorts;
    private final Map<Integer, StoreNode> running = new HashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** Names differ from test to test: members know each other by name within one process. */
    StoreLab(Path directory, int members) {
        assumeTrue(Files.isExecutable(ETCDCTL), "etcdctl is not installed");
        this.directory = directory;
        clientPorts = Ports.free(members);
        peerPorts = Ports.free(members);
    }

    String name(int member) {
        return "m" + member + "-" + suffix;
    }

    /** All members as --initial-cluster wants them. */
    String members(String scheme) {
        return members(scheme, IntStream.rangeClosed(1, peerPorts.size()).toArray());
    }

    /** Some members as --initial-cluster wants them. */
    String members(String scheme, int... some) {
        return String.join(
                ",",
                Arrays.stream(some).mapToObj(i -> name(i) + "=" + peerUrl(scheme, i)).toList());
    }

    /** Where a member is for the others. */
    String peerUrl(String scheme, int member) {
        return scheme + "://127.0.0.1:" + peerPort(member);
    }

    /** Where a member keeps everything. */
    Path directory(int member) {
        return directory.resolve(name(member));
    }

    /** Starts members that found a store. */
    void found(int... founders) {
        String all = "--initial-cluster=" + members("http", founders);
        for (int each : founders) {
            start(each, "http", all);
        }
        leader();
    }

    /** Starts a member that comes to others, or goes on. */
    StoreNode join(int member, int... all) {
        return start(
                member,
                "http",
                "--initial-cluster-state=existing",
                "--initial-cluster=" + members("http", all));
    }

    /** What a running member has to say. */
    StoreNode node(int member) {
        return Objects.requireNonNull(running.get(member), "not running");
    }

    /** Starts a member with etcd's flags and some more. */
    StoreNode start(int member, String scheme, String... more) {
        StoreNode node =
                new StoreNode(
                        options(member, scheme, more), Clock.system(), Ids.secure(), said::add);
        running.put(member, node);
        return node;
    }

    /** What a member that refuses its directory tells a person to do. */
    List<String> advice(int member) {
        return Advice.on(new Problem.Failed("store_damaged", ""), options(member, "http"));
    }

    private StoreOptions options(int member, String scheme, String... more) {
        String peer = "http".equals(scheme) ? "http" : "https";
        String all = members(peer);
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--name=" + name(member),
                                "--data-dir=" + directory.resolve(name(member)),
                                "--listen-client-urls=" + scheme + "://127.0.0.1:" + port(member),
                                "--listen-peer-urls=" + peer + "://127.0.0.1:" + peerPort(member),
                                "--initial-cluster-token=" + suffix,
                                "--initial-cluster=" + all));
        flags.addAll(Arrays.asList(more));
        StoreCommand command = new StoreCommand();
        new CommandLine(command)
                .setOverwrittenOptionsAllowed(true)
                .parseArgs(flags.toArray(String[]::new));
        return command.options;
    }

    void stop(int member) {
        Objects.requireNonNull(running.remove(member), "not running").close();
    }

    /** What members told a person as they started; forgets it. */
    String said() {
        String all = String.join("\n", said);
        said.clear();
        return all;
    }

    int port(int member) {
        return clientPorts.get(member - 1);
    }

    private int peerPort(int member) {
        return peerPorts.get(member - 1);
    }

    String endpoint(int member) {
        return "127.0.0.1:" + port(member);
    }

    /** The member that leads, once one does. */
    int leader() {
        until(() -> leading() > 0);
        return leading();
    }

    private int leading() {
        return running.entrySet().stream()
                .filter(each -> each.getValue().leads())
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /** What etcdctl prints at one member, without its log lines. */
    String ctl(int member, String... words) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                ETCDCTL.toString(),
                                "--command-timeout=20s",
                                "--endpoints=" + endpoint(member)));
        line.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("ETCDCTL_API", "3");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines()
                    .filter(each -> !each.startsWith("{\"level\""))
                    .reduce("", (all, each) -> all + each + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    @Override
    public void close() {
        running.values().parallelStream().forEach(StoreNode::close);
    }
}
