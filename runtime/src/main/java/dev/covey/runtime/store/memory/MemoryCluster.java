package dev.covey.runtime.store.memory;

import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Epoch;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.RequestCheck;
import dev.covey.kv.machine.State;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Several members on one log, driven step by step. At first nobody leads. What is proposed to the
 * leader is committed and applied at once by all members that can be reached, unless {@link #hold}
 * was called. Callbacks run on the thread that drives or proposes, after the step is done. Safe for
 * use by many threads.
 */
public final class MemoryCluster {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    private final Executor executor;
    private Set<String> voters;

    /** What is committed and not yet applied by all, beginning with the entry {@code first}. */
    private final List<Entry> log = new ArrayList<>();

    /** What the leader has proposed and could still be committed. */
    private final Deque<Entry> pending = new ArrayDeque<>();

    /** What members proposed that could not reach the others. */
    private final List<Entry> stranded = new ArrayList<>();

    /** What is to be told once the lock is free. */
    private final List<Runnable> outbox = new ArrayList<>();

    private Optional<String> leader = Optional.empty();
    private long term;
    private boolean held;
    private int first;
    private int answersToLose;

    /**
     * Members with these names.
     *
     * @param executor runs watchers and listeners; {@code Runnable::run} has them run at once
     */
    public MemoryCluster(List<String> names, Executor executor) {
        this.executor = executor;
        this.voters = Set.copyOf(names);
        names.forEach(name -> replicas.put(name, new Replica(name, executor)));
    }

    /** Members with these names, whose watchers and listeners run at once. */
    public static MemoryCluster of(String... names) {
        return new MemoryCluster(List.of(names), Runnable::run);
    }

    /** Adds a member that has nothing, does not vote, and cannot be reached until it is healed. */
    public void add(String name) {
        step(
                () -> {
                    Replica replica = new Replica(name, executor);
                    replica.cut = true;
                    return replicas.putIfAbsent(name, replica);
                });
    }

    /** Says who counts for majorities from now on; at first everybody does. */
    public void vote(Set<String> names) {
        step(() -> voters = Set.copyOf(names));
    }

    /** The door of a member. */
    public MemoryStore store(String name) {
        return new MemoryStore(this, replica(name));
    }

    /** What a member has applied. */
    public State state(String name) {
        return replica(name).state();
    }

    /**
     * Makes a member lead in a new term and has it claim. What the leader before had under way
     * survives if that leader can be reached, else it is lost.
     *
     * @throws IllegalStateException if the member cannot reach a majority
     */
    public void elect(String name) {
        act(
                () -> {
                    Replica next = replica(name);
                    if (next.cut || !hasMajority()) {
                        throw new IllegalStateException(name + " cannot reach a majority");
                    }
                    pending.removeIf(this::strandIfCut);
                    term++;
                    leader = Optional.of(name);
                    reached().forEach(this::bringUpToDate);
                    long incarnation = next.state().control().incarnation();
                    Claim claim = new Claim(name, new Epoch(incarnation, term));
                    enqueue(next, Request.of(new Command.TakeOver(claim)));
                    pending.getLast().told = true;
                    commitUnlessHeld();
                });
    }

    private boolean strandIfCut(Entry entry) {
        return replica(entry.proposer).cut && stranded.add(entry);
    }

    /** Leaves the members that can be reached without a leader, until the next is elected. */
    public void depose() {
        act(
                () -> {
                    leader = Optional.empty();
                    term++;
                    reached().forEach(this::bringUpToDate);
                });
    }

    /**
     * Has a member begin anew: until it hears from the others it neither leads nor knows who does.
     * If it led, nobody does until the next is elected.
     */
    public void restart(String name) {
        act(
                () -> {
                    Replica replica = replica(name);
                    if (leader.equals(Optional.of(name))) {
                        depose();
                    }
                    replica.learn(replica.term, Optional.empty());
                    replica.judgeStanding();
                    outbox.add(replica.standings::changed);
                });
    }

    /** Cuts a member off from the others; if it leads, it does not know that it no longer can. */
    public void cut(String name) {
        step(() -> replica(name).cut = true);
    }

    /**
     * Lets a member reach the others again: it learns who leads and catches up, and what it had
     * proposed in an outdated term is answered with unknown.
     */
    public void heal(String name) {
        act(
                () -> {
                    Replica replica = replica(name);
                    replica.cut = false;
                    List<Entry> own =
                            stranded.stream().filter(e -> e.proposer.equals(name)).toList();
                    stranded.removeAll(own);
                    for (Entry entry : own) {
                        if (entry.term == term) {
                            pending.add(entry);
                        } else if (!entry.told) {
                            tell(entry, new Answer.Unknown());
                        }
                    }
                    bringUpToDate(replica);
                    commitUnlessHeld();
                });
    }

    /** From now on nothing is committed by itself. */
    public void hold() {
        step(() -> held = true);
    }

    /** Commits everything that waits, and from now on everything at once. */
    public void release() {
        act(
                () -> {
                    held = false;
                    commitUnlessHeld();
                });
    }

    /** Commits the next proposal that waits; returns false if there is none or no majority. */
    public boolean commitNext() {
        return step(this::commitOne);
    }

    /** Loses everything that waits: never committed, and answered with unknown. */
    public void dropPending() {
        act(
                () -> {
                    pending.stream()
                            .filter(entry -> !entry.told)
                            .forEach(entry -> tell(entry, new Answer.Unknown()));
                    pending.clear();
                });
    }

    /**
     * Answers with unknown what a member has proposed and nobody could confirm. It may still be
     * committed later.
     */
    public void expire(String name) {
        act(
                () ->
                        Stream.concat(pending.stream(), stranded.stream())
                                .filter(entry -> entry.proposer.equals(name) && !entry.told)
                                .forEach(entry -> tell(entry, new Answer.Unknown())));
    }

    /** Commits as many further proposals without telling: they are answered with unknown. */
    public void loseAnswers(int count) {
        step(() -> answersToLose = count);
    }

    /** Has a member write a snapshot and go on from what it reads back. */
    public void reload(String name) {
        act(() -> replica(name).reload());
    }

    CompletionStage<Answer> propose(Replica replica, Request request) {
        return step(
                () -> {
                    if (!replica.believesToLead()) {
                        return CompletableFuture.completedStage(
                                (Answer) new Answer.NotLeader(replica.leader));
                    }
                    CompletionStage<Answer> answer = enqueue(replica, request);
                    commitUnlessHeld();
                    return answer;
                });
    }

    private CompletionStage<Answer> enqueue(Replica replica, Request request) {
        return switch (RequestCheck.admit(request)) {
            case RequestCheck.Verdict.Refused(var refusal) ->
                    CompletableFuture.completedStage(
                            new Answer.Replied(new Reply.Refused(refusal)));
            case RequestCheck.Verdict.Admitted(byte[] bytes) -> {
                byte[] batch = BatchCodec.pack(List.of(bytes));
                Entry entry = new Entry(replica.name, replica.term, batch);
                (replica.cut ? stranded : pending).add(entry);
                yield entry.answer;
            }
        };
    }

    private void commitUnlessHeld() {
        boolean more = !held;
        while (more) {
            more = commitOne();
        }
    }

    private boolean commitOne() {
        boolean led = leader.map(this::replica).filter(r -> !r.cut).isPresent();
        Entry entry = led && hasMajority() ? pending.poll() : null;
        if (entry == null) {
            return false;
        }
        log.add(entry);
        reached().forEach(this::bringUpToDate);
        forgetApplied();
        return true;
    }

    private void forgetApplied() {
        int everywhere = first + log.size();
        for (Replica replica : replicas.values()) {
            // One that was added later is given a snapshot when it is first reached.
            everywhere =
                    Math.min(everywhere, replica.applied < first ? everywhere : replica.applied);
        }
        log.subList(0, everywhere - first).clear();
        first = everywhere;
    }

    private void bringUpToDate(Replica replica) {
        replica.learn(term, leader);
        if (replica.applied < first) {
            replica.restore(
                    reached().stream().filter(r -> r.applied >= first).findFirst().orElseThrow());
            outbox.add(replica.watches::restored);
        }
        while (replica.applied < first + log.size()) {
            Entry entry = log.get(replica.applied - first);
            BatchResult result = replica.apply(entry);
            outbox.add(() -> replica.watches.published(result.commits()));
            if (!entry.told) {
                Answer answer = new Answer.Replied(result.replies().getFirst());
                boolean lost = answersToLose > 0;
                answersToLose -= lost ? 1 : 0;
                tell(entry, lost ? new Answer.Unknown() : answer);
            }
        }
        replica.judgeStanding();
        outbox.add(replica.standings::changed);
    }

    private void tell(Entry entry, Answer answer) {
        entry.told = true;
        outbox.add(() -> entry.answer.complete(answer));
    }

    CompletionStage<byte[]> ask(Replica asking, byte[] question) {
        Optional<Replica> asked =
                step(
                        () ->
                                asking.leader
                                        .map(this::replica)
                                        .filter(r -> r == asking || !(r.cut || asking.cut)));
        return asked.isPresent()
                ? asked.get().answers.apply(question)
                : CompletableFuture.failedStage(new UnavailableException("no leader"));
    }

    CompletionStage<Void> confirmedLeader(Replica replica) {
        return step(
                () ->
                        leader.equals(Optional.of(replica.name)) && replica.standing().isActive()
                                ? confirmed(replica)
                                : unavailable(replica.name + " does not lead"));
    }

    CompletionStage<Void> confirmed(Replica replica) {
        return step(
                () -> {
                    boolean led =
                            leader.map(this::replica)
                                    .filter(r -> !r.cut && r.standing().isActive())
                                    .isPresent();
                    return led && !replica.cut && hasMajority()
                            ? CompletableFuture.<Void>completedStage(null)
                            : unavailable("no leader, or no majority");
                });
    }

    private static CompletionStage<Void> unavailable(String why) {
        return CompletableFuture.failedStage(new UnavailableException(why));
    }

    private boolean hasMajority() {
        long able = reached().stream().filter(r -> voters.contains(r.name)).count();
        return able > voters.size() / 2;
    }

    private List<Replica> reached() {
        return replicas.values().stream().filter(replica -> !replica.cut).toList();
    }

    private Replica replica(String name) {
        Replica replica = replicas.get(name);
        if (replica == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return replica;
    }

    private void act(Runnable action) {
        step(
                () -> {
                    action.run();
                    return null;
                });
    }

    /** Does something under the lock, and tells what came of it after. */
    private <T> T step(Supplier<T> action) {
        List<Runnable> told = List.of();
        lock.lock();
        try {
            T result = action.get();
            if (lock.getHoldCount() == 1) {
                told = List.copyOf(outbox);
                outbox.clear();
            }
            return result;
        } finally {
            lock.unlock();
            told.forEach(Runnable::run);
        }
    }
}
