package dev.covey.master.dispatch;

import com.google.protobuf.ByteString;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Epoch;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.model.Sealed;
import dev.covey.model.UserStatus;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.FakeClock;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Renewed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** A dispatch on a store in memory under a clock that a test moves. */
final class DispatchBench {
    final MemoryCluster cluster;
    final MemoryStore store;
    final FakeClock clock = new FakeClock();
    final Telemetry telemetry = new Telemetry();
    final List<String> awake = new ArrayList<>();

    /** Ids of those whose secrets cannot be opened. */
    final Set<String> unopened = new HashSet<>();

    final Seed seed;
    Dispatch dispatch;

    DispatchBench() {
        this(MemoryCluster.of("m1", "m2", "m3"));
    }

    private DispatchBench(MemoryCluster cluster) {
        this.cluster = cluster;
        cluster.elect("m1");
        this.store = cluster.store("m1");
        this.seed = new Seed(store);
        seed.node("m1", Role.MASTER).node("w1", Role.WORKER).node("w2", Role.WORKER);
        this.dispatch = start();
    }

    private String open(String row, Sealed secret) {
        if (unopened.contains(row.substring(row.lastIndexOf('/') + 1))) {
            throw new ProblemException(new Problem.Failed("seal_broken", "It was changed."));
        }
        return Seed.open(secret);
    }

    /** A new reign of the same member. */
    Dispatch start() {
        ClusterTime time = new ClusterTime(clock);
        time.begin(store.view(), false);
        Epoch epoch = store.standing().epoch().orElseThrow();
        Dispatch.Ports ports =
                new Dispatch.Ports(
                        store,
                        new Decoded(),
                        time,
                        telemetry,
                        this::open,
                        (node, request) ->
                                CompletableFuture.completedStage(
                                        Renewed.newBuilder()
                                                .addChain(ByteString.copyFromUtf8(node))
                                                .build()),
                        content -> new byte[] {1});
        return new Dispatch(
                new Dispatch.Reign(epoch, "m1"), ports, new SeededIds(1), () -> {}, awake::add);
    }

    DispatchBench activeUser(String id, long number, String... routes) {
        seed.user(id, number, routes);
        return status(id, UserStatus.State.ACTIVE);
    }

    DispatchBench status(String id, UserStatus.State state) {
        seed.status(Kind.USER, id, new UserStatus(state, Instant.EPOCH));
        return this;
    }

    /** Active users with these numbers. */
    DispatchBench activeUsers(int first, int last, IntFunction<String[]> routes) {
        UserStatus active = new UserStatus(UserStatus.State.ACTIVE, Instant.EPOCH);
        for (int from = first; from <= last; from += 40) {
            Draft draft = new Draft(store.view());
            for (int n = from; n <= Math.min(last, from + 39); n++) {
                String id = "u" + n;
                draft.create(
                        Meta.first(id, id, Instant.EPOCH),
                        Seed.userSpec(n, 0, Optional.empty(), routes.apply(n)));
                draft.status(new Key(Kind.USER, id), active);
            }
            seed.commit(draft);
        }
        return this;
    }

    PlayedAgent agent(String node) {
        return new PlayedAgent(node, dispatch);
    }

    /** Steps until nothing is due within a tenth of a second. */
    DispatchBench settle() {
        Duration soon = Duration.ofMillis(100);
        Duration wait = dispatch.step(clock.nanos());
        for (int i = 0; i < 6_000 && wait.compareTo(soon) < 0; i++) {
            clock.advance(wait);
            wait = dispatch.step(clock.nanos());
        }
        return this;
    }

    /** The hash of an inbound as its node is told of it. */
    SetHash hashOf(String inbound, String node) {
        Catalog catalog = new Catalog((row, secret) -> Seed.open(secret));
        catalog.inbound(new Resources(store.view()), inbound);
        return catalog.node(node).hash(inbound);
    }

    /** Lets time pass in steps of half a second. */
    DispatchBench pass(Duration time) {
        Duration left = time;
        while (left.isPositive()) {
            clock.advance(Duration.ofMillis(500));
            left = left.minusMillis(500);
            settle();
        }
        return this;
    }
}
