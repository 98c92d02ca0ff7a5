package dev.covey.dist.store;

import dev.covey.etcd.Addresses;
import dev.covey.etcd.EtcdServer;
import dev.covey.etcd.Habits;
import dev.covey.etcd.door.Backend;
import dev.covey.etcd.entry.Rows;
import dev.covey.etcd.net.Listen;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.RaftConfig;
import dev.covey.raft.RaftStore;
import dev.covey.raft.machine.SnapshotPolicy;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.server.Timing;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member of a database that stands alone, with its door for clients. */
public final class StoreNode implements AutoCloseable {

    private final Tasks tasks;
    private final Neighbours others;
    private final RaftStore store;
    private final EtcdServer clients;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Problem> ended = new AtomicReference<>();

    /** Starts what the flags ask for; tells a person of what is done to the directory before. */
    StoreNode(StoreOptions options, Clock clock, Ids ids, Consumer<String> say) {
        StoreForce force = new StoreForce(StorePlan.directory(options), say);
        force.finish();
        if (options.forceNewCluster) {
            force.recover(StorePlan.self(options), ids);
        }
        StorePlan plan = StorePlan.of(options);
        Addresses listen =
                new Addresses(
                        listen(plan.clientUrls(), options),
                        listen(StorePlan.pages(options), options));
        Residence found = residence(options, plan, clock, ids);
        MemberTls tls = PeerTrust.of(options, plan, found.cluster(), clock.instant(), ids);
        tasks = new Tasks("store");
        others = new Neighbours(plan.node(), tls, clock, plan.members());
        store = started(plan, found, tls, clock);
        store.ended().thenAccept(this::end);
        try {
            clients = serve(options, plan, found, listen, new Backend.Machine(clock, tasks, ids));
            store.onKnock(clients.admission()::knocked);
        } catch (RuntimeException e) {
            store.close();
            others.close();
            tasks.close();
            throw e;
        }
        PeerSpec self = new PeerSpec(found.peer(), plan.self().addresses());
        new Settling(self, others, store.quorum(), tasks, this::end).start();
    }

    private static Residence residence(StoreOptions options, StorePlan plan, Clock clock, Ids ids) {
        MemberTls asNewcomer =
                PeerTrust.of(options, plan, PeerTrust.NEWCOMER, clock.instant(), ids);
        try (Neighbours asked = new Neighbours(plan.node(), asNewcomer, clock, plan.members())) {
            return Residence.find(plan, asked, clock, ids);
        }
    }

    private static RaftStore started(StorePlan plan, Residence found, MemberTls tls, Clock clock) {
        AtomicReference<@Nullable RaftStore> running = new AtomicReference<>();
        RaftStore store =
                RaftStore.start(
                        new RaftConfig(
                                found.cluster(),
                                found.peer(),
                                plan.peerUrl().at(),
                                plan.store(),
                                found.birth(),
                                new RaftConfig.Habits(
                                        Timing.LAN,
                                        SnapshotPolicy.USUAL,
                                        plan::names,
                                        peer -> isGone(running.get(), peer))),
                        tls,
                        clock);
        running.set(store);
        return store;
    }

    private static boolean isGone(@Nullable RaftStore store, String peer) {
        return store != null && Rows.isGone(store.view(), peer);
    }

    private static List<Listen> listen(List<Urls> urls, StoreOptions options) {
        return urls.stream().map(url -> new Listen(url.address(), tls(url, options))).toList();
    }

    private static Optional<Listen.Tls> tls(Urls url, StoreOptions options) {
        return url.secure() ? Optional.of(ClientTls.of(options)) : Optional.empty();
    }

    private static ProblemException cannotListen(Addresses ports, IOException why) {
        List<InetSocketAddress> all =
                Stream.concat(ports.clients().stream(), ports.pages().stream())
                        .map(Listen::at)
                        .toList();
        return new ProblemException(
                new Problem.Failed(
                        "store_listen",
                        "Expected to listen on %s, but: %s. Choose other URLs."
                                .formatted(all, why.getMessage())));
    }

    private EtcdServer serve(
            StoreOptions options,
            StorePlan plan,
            Residence found,
            Addresses listen,
            Backend.Machine machine) {
        Backend backend =
                new Backend(
                        store,
                        store.leaderLine(),
                        store.quorum(),
                        new Backend.Place(
                                found.cluster(),
                                found.peer(),
                                plan.name(),
                                plan.advertised(),
                                plan.peerUrl().scheme(),
                                true),
                        machine);
        OptionalLong quota = options.quota(Runtime.getRuntime().maxMemory());
        Habits habits = Habits.USUAL.withQuota(quota).withRetention(plan.retention());
        try {
            return new EtcdServer(backend, listen, habits);
        } catch (IOException e) {
            throw cannotListen(listen, e);
        }
    }

    private void end(Problem why) {
        ended.compareAndSet(null, why);
        over.countDown();
    }

    /** The ports that clients reach. */
    public List<Integer> ports() {
        return clients.ports();
    }

    /** Whether this member leads. */
    boolean leads() {
        return store.leadership().standing().isActive();
    }

    /** Why this member cannot go on; empty while it can. */
    Optional<Problem> ended() {
        return Optional.ofNullable(ended.get());
    }

    /** Whether there is a leader. */
    boolean ready() {
        return store.leadership().standing().leader().isPresent();
    }

    /** Returns when the member cannot go on (a refusal says why) or the latch is open. */
    void awaitEndOr(CountDownLatch end, Duration look) throws InterruptedException {
        while (!end.await(look.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            mustGoOn();
        }
    }

    /** Refuses once the member cannot go on, and says why. */
    void mustGoOn() {
        Problem why = ended.get();
        if (why != null) {
            throw new ProblemException(why);
        }
    }

    @Override
    public void close() {
        clients.close();
        store.close();
        others.close();
        tasks.close();
    }
}
