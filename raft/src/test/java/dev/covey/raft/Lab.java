package dev.covey.raft;

import static org.awaitility.Awaitility.await;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.RaftConfig.Habits;
import dev.covey.raft.machine.SnapshotPolicy;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.server.Birth;
import dev.covey.raft.server.Timing;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A cluster of members in this process. */
public final class Lab implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Path directory;
    private final String cluster = UUID.randomUUID().toString();
    private final Certificates certificates = Certificates.of(cluster);
    private final Map<String, PeerSpec> peers = new LinkedHashMap<>();
    private final Map<String, MemberTls> tls = new LinkedHashMap<>();
    private final Map<String, RaftStore> running = new ConcurrentHashMap<>();
    private final String suffix = cluster.substring(0, 8);
    private SnapshotPolicy snapshots = SnapshotPolicy.USUAL;
    private Predicate<String> admits = node -> true;
    private Timing timing = Timing.LAN;

    /** A cluster whose members keep their data in directories under this one. */
    public Lab(Path directory) {
        this.directory = directory;
    }

    /** Which nodes may speak to members that do not know them. */
    public Lab admitting(Predicate<String> nodes) {
        admits = nodes;
        return this;
    }

    /** With so long time-outs that no election comes of them while a test runs. */
    Lab patient() {
        timing = new Timing(BOUND.multipliedBy(5), BOUND.multipliedBy(10), BOUND);
        return this;
    }

    Lab snapshotsEvery(long entries) {
        snapshots = new SnapshotPolicy(entries, Long.MAX_VALUE);
        return this;
    }

    /** The id of the cluster. */
    public String cluster() {
        return cluster;
    }

    /** The certificates of the cluster. */
    public Certificates certificates() {
        return certificates;
    }

    /** A node id of this cluster: ids are never reused, not even between tests. */
    public String id(int number) {
        return "n" + number + "-" + suffix;
    }

    /** A member of the group. */
    public PeerSpec peer(int number) {
        return peers.computeIfAbsent(
                id(number), id -> PeerSpec.of(id, new Endpoint("127.0.0.1", freePort())));
    }

    /** Gives a node another port. */
    PeerSpec move(int number) {
        peers.remove(id(number));
        return peer(number);
    }

    Path directory(int number) {
        return directory.resolve(id(number));
    }

    /** Founds a group of so many voters and waits for its leader. */
    public Lab found(int voters) {
        List<PeerSpec> all = new ArrayList<>();
        for (int i = 1; i <= voters; i++) {
            all.add(peer(i));
        }
        for (int i = 1; i <= voters; i++) {
            start(i, new Birth.Found(all));
        }
        leader();
        return this;
    }

    RaftStore start(int number, Birth birth) {
        RaftStore store = RaftStore.start(config(number, birth), tls(number), Clock.system());
        running.put(id(number), store);
        return store;
    }

    /** Why a member that should go on does not start. */
    Problem refusal(int number) {
        try {
            start(number, new Birth.Resume());
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it started");
    }

    RaftConfig config(int number, Birth birth) {
        return new RaftConfig(
                cluster,
                id(number),
                peer(number).addresses().getFirst(),
                directory(number),
                birth,
                new Habits(timing, snapshots, admits));
    }

    MemberTls tls(int number) {
        return tls.computeIfAbsent(id(number), certificates::tls);
    }

    void stop(int number) {
        RaftStore store = running.remove(id(number));
        if (store != null) {
            store.close();
        }
    }

    RaftStore restart(int number) {
        stop(number);
        return start(number, new Birth.Resume());
    }

    RaftStore store(int number) {
        return Optional.ofNullable(running.get(id(number))).orElseThrow();
    }

    int numberOf(RaftStore store) {
        return running.entrySet().stream()
                .filter(entry -> entry.getValue() == store)
                .mapToInt(entry -> Integer.parseInt(entry.getKey().substring(1, 2)))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the active leader. */
    public RaftStore leader() {
        Optional<RaftStore> now = active();
        if (now.isPresent()) {
            return now.get();
        }
        return await("a leader")
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(this::active, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<RaftStore> active() {
        return running.values().stream()
                .filter(store -> store.leadership().standing().isActive())
                .findFirst();
    }

    List<RaftStore> others() {
        RaftStore leader = leader();
        return running.values().stream().filter(store -> store != leader).toList();
    }

    @Override
    public void close() {
        running.values().parallelStream().forEach(RaftStore::close);
        running.clear();
    }

    /** Waits until something holds, within a generous bound. */
    public static void until(BooleanSupplier condition) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).until(condition::getAsBoolean);
    }

    /** A port of loopback that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
