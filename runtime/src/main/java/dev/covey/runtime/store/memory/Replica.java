package dev.covey.runtime.store.memory;

import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.Machine;
import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotReader;
import dev.covey.kv.snapshot.SnapshotWriter;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Standings;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.Watches;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** One member: its machine, how far it has applied the log, and what it believes. */
final class Replica {

    final String name;
    final Watches watches;
    final Standings standings;
    private final Machine machine = new Machine();

    /** How many entries of the log are applied. */
    int applied;

    private volatile Standing standing = Standing.NONE;

    /** Cannot be reached by the others. */
    boolean cut;

    /** The term it has last heard of. */
    long term;

    /** The leader it believes in. */
    Optional<String> leader = Optional.empty();

    /** What it answers to who takes it for the leader. */
    Function<byte[], CompletionStage<byte[]>> answers =
            question -> CompletableFuture.failedStage(new UnavailableException("does not answer"));

    Replica(String name, Executor executor) {
        this.name = name;
        this.watches = new Watches(machine::state, executor);
        this.standings = new Standings(this::standing, executor);
    }

    State state() {
        return machine.state();
    }

    BatchResult apply(Entry entry) {
        BatchResult result = machine.apply(entry.term, entry.batch);
        applied++;
        return result;
    }

    /** Writes the state to a snapshot and goes on from what is read back. */
    void reload() {
        restore(this);
    }

    /** Goes on from a snapshot of another. */
    void restore(Replica other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        applied = other.applied;
        try {
            SnapshotWriter.write(other.machine.state(), bytes);
            machine.restore(SnapshotReader.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean believesToLead() {
        return leader.equals(Optional.of(name));
    }

    void learn(long newTerm, Optional<String> newLeader) {
        term = newTerm;
        leader = newLeader;
    }

    /** Works out anew how this member stands. */
    void judgeStanding() {
        Standing.Role role = leader.isEmpty() ? Standing.Role.NONE : Standing.Role.FOLLOWER;
        standing =
                believesToLead()
                        ? new Standing(Standing.Role.LEADER, epoch(), leader)
                        : new Standing(role, Optional.empty(), leader);
    }

    Standing standing() {
        return standing;
    }

    /** Present once the claim of this reign is applied. */
    private Optional<Epoch> epoch() {
        return Optional.ofNullable(machine.state().control().claim())
                .filter(claim -> claim.node().equals(name) && claim.epoch().term() == term)
                .map(claim -> new Epoch(claim.epoch().incarnation(), claim.epoch().term()));
    }
}
