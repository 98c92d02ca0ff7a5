package dev.covey.runtime.store.memory;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.MachineView;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The door of one member of a {@link MemoryCluster}. Safe for use by many threads. */
public final class MemoryStore implements Store, Leadership, LeaderLine {

    private final MemoryCluster cluster;
    private final Replica replica;

    MemoryStore(MemoryCluster cluster, Replica replica) {
        this.cluster = cluster;
        this.replica = replica;
    }

    /** A store of one member named {@code node-1} that leads already and commits at once. */
    public static MemoryStore single() {
        return single("node-1");
    }

    /** A store of one member that leads already and commits at once. */
    public static MemoryStore single(String node) {
        MemoryCluster cluster = new MemoryCluster(List.of(node), Runnable::run);
        cluster.elect(node);
        return cluster.store(node);
    }

    /** The members that this one belongs to, to play tricks on them. */
    public MemoryCluster cluster() {
        return cluster;
    }

    @Override
    public View view() {
        return new MachineView(replica.state());
    }

    @Override
    public CompletionStage<View> confirmedView() {
        return cluster.confirmed(replica).thenApply(nothing -> view());
    }

    @Override
    public CompletionStage<Answer> execute(Request request) {
        return cluster.propose(replica, request);
    }

    @Override
    public Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer) {
        return replica.watches.open(space, keys, after, consumer);
    }

    @Override
    public Watch watch(
            Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on) {
        return replica.watches.open(space, keys, after, consumer, on);
    }

    @Override
    public void answering(Function<byte[], CompletionStage<byte[]>> answers) {
        replica.answers = answers;
    }

    @Override
    public CompletionStage<byte[]> ask(byte[] question) {
        return cluster.ask(replica, question);
    }

    @Override
    public Leadership leadership() {
        return this;
    }

    @Override
    public Standing standing() {
        return replica.standing();
    }

    @Override
    public Registration onChange(Consumer<Standing> consumer) {
        return replica.standings.onChange(consumer);
    }

    @Override
    public CompletionStage<Void> confirm() {
        return cluster.confirmedLeader(replica);
    }
}
