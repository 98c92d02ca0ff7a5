package dev.covey.runtime.control;

import dev.covey.model.Epoch;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Controllers in an engine, on a store in memory, under a clock that a test moves. */
public final class EngineBench {
    /** An effect that was started and waits for the test to end it. */
    public record Started(Effect effect, Scope scope, CompletableFuture<String> end) {}

    /** The members of the store; the first leads. */
    public final MemoryCluster cluster = MemoryCluster.of("m1", "m2", "m3");

    /** The leader's door. */
    public final MemoryStore store;

    /** Both clocks. */
    public final FakeClock clock = new FakeClock();

    /** Writes what the API would. */
    public final Seed seed;

    /** Committed plans. */
    public final List<Decision> journal = new ArrayList<>();

    /** Effects, in the order in which they were started. */
    public final List<Started> started = new ArrayList<>();

    /** Cluster time. */
    public final ClusterTime time = new ClusterTime(clock);

    private final List<Controller> controllers;
    private Engine engine;

    /** An engine with these controllers. */
    public EngineBench(Controller... controllers) {
        this.controllers = List.of(controllers);
        cluster.elect("m1");
        this.store = cluster.store("m1");
        this.seed = new Seed(store);
        this.engine = start();
    }

    private Engine start() {
        time.begin(store.view(), false);
        Epoch epoch = store.standing().epoch().orElseThrow();
        Effector effector =
                (effect, scope) -> {
                    CompletableFuture<String> end = new CompletableFuture<>();
                    started.add(new Started(effect, scope, end));
                    return end;
                };
        Engine.Ports ports =
                new Engine.Ports(store, new Decoded(), time, new SeededIds(1), effector);
        return new Engine(epoch, new Registry(controllers), ports, () -> {}, journal::add).start();
    }

    /** The same member begins a new reign with a new engine. */
    public EngineBench reign() {
        engine.stop();
        engine.step(clock.nanos());
        cluster.elect("m1");
        engine = start();
        return settle();
    }

    /** The engine of the present reign. */
    public Engine engine() {
        return engine;
    }

    /** Steps until nothing is due within a tenth of a second. */
    public EngineBench settle() {
        Duration wait = engine.step(clock.nanos());
        for (int i = 0; i < 1000 && wait.compareTo(Duration.ofMillis(100)) < 0; i++) {
            clock.advance(wait);
            wait = engine.step(clock.nanos());
        }
        return this;
    }

    /** Lets time pass in steps of at most a second. */
    public EngineBench pass(Duration time) {
        Duration left = time;
        while (left.isPositive()) {
            Duration step =
                    left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1);
            clock.advance(step);
            left = left.minus(step);
            settle();
        }
        return this;
    }

    /** What the store says. */
    public Resources resources() {
        return new Resources(store.view());
    }

    /** What was done, in words. */
    public List<String> whys() {
        return journal.stream().map(Decision::why).toList();
    }
}
