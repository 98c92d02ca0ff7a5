package dev.covey.dist.store;

import dev.covey.etcd.Addresses;
import dev.covey.etcd.EtcdServer;
import dev.covey.etcd.Habits;
import dev.covey.etcd.door.Backend;
import dev.covey.etcd.net.Listen;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.RaftConfig;
import dev.covey.raft.RaftStore;
import dev.covey.runtime.ids.Ids;
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
        tasks = new Tasks("store");
        store =
                RaftStore.start(
                        new RaftConfig(
                                plan.cluster(),
                                plan.node(),
                                plan.peerUrl().at(),
                                plan.directory().resolve("member"),
                                plan.birth(),
                                RaftConfig.Habits.usual(plan.known()::contains)),
                        PeerTrust.of(options, plan, clock.instant(), ids),
                        clock);
        store.ended().thenAccept(this::end);
        try {
            clients = serve(options, plan, listen, new Backend.Machine(clock, tasks, ids));
        } catch (RuntimeException e) {
            store.close();
            tasks.close();
            throw e;
        }
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
            StoreOptions options, StorePlan plan, Addresses listen, Backend.Machine machine) {
        Backend backend =
                new Backend(
                        store,
                        store.leaderLine(),
                        store.quorum(),
                        new Backend.Place(
                                plan.cluster(),
                                plan.node(),
                                plan.name(),
                                plan.advertised(),
                                plan.peerUrl().scheme(),
                                true),
                        machine);
        OptionalLong quota = options.quota(Runtime.getRuntime().maxMemory());
        try {
            return new EtcdServer(backend, listen, Habits.USUAL.withQuota(quota));
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
        tasks.close();
    }
}
