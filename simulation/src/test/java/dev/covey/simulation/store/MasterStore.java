package dev.covey.simulation.store;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.time.NodeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store as the process of one master sees it: everything takes a moment, and nothing comes
 * after the process has ended. For one thread.
 */
public final class MasterStore implements Store, Leadership {

    private static final Duration HOP = Duration.ofMillis(1);

    /** After which a write that is not answered has an unknown outcome. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

    private final String member;
    private final MemoryStore inner;
    private final Flaw flaw;
    private final NodeProcess process;
    private final Chronicle chronicle;
    private final Reigns reigns;
    private final List<SlowWatch> watches = new ArrayList<>();
    private final List<Consumer<Standing>> listeners = new ArrayList<>();
    private int opened;
    private boolean deaf;
    private boolean behind;
    private boolean atOnce;

    /** The door of a member for a process that has just begun. */
    public MasterStore(
            String member, Group group, NodeProcess process, Chronicle chronicle, Reigns reigns) {
        this.member = member;
        this.inner = group.cluster().store(member);
        this.flaw = group.flaw();
        this.process = process;
        this.chronicle = chronicle;
        this.reigns = reigns;
    }

    /** From now on the process is not told who leads; when it asks, it hears the truth. */
    public void deafen() {
        deaf = true;
    }

    /** It hears again, first of all what it missed. */
    public void undeafen() {
        deaf = false;
        listeners.forEach(listener -> process.later(HOP, () -> listener.accept(inner.standing())));
    }

    /** From now on changes wait in front of the process's watches. */
    public void fallBehind() {
        behind = true;
    }

    /** The watches that lost anything meanwhile are cut off, as too slow ones are. */
    public void cutOffWatches() {
        behind = false;
        List.copyOf(watches).forEach(SlowWatch::cutOff);
    }

    /**
     * Does something that waits for confirmations on the spot, as a thread of its own would: they
     * take no time meanwhile.
     */
    public void withoutWaiting(Runnable what) {
        atOnce = true;
        try {
            what.run();
        } finally {
            atOnce = false;
        }
    }

    @Override
    public View view() {
        return inner.view();
    }

    @Override
    public CompletionStage<View> confirmedView() {
        return atOnce ? inner.confirmedView() : slowly(inner::confirmedView);
    }

    @Override
    public CompletionStage<Answer> execute(Request request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        process.later(
                HOP,
                () ->
                        inner.execute(flaw.on(request))
                                .thenAccept(a -> process.later(HOP, () -> answer.complete(a))));
        process.later(LONGEST_WRITE, () -> answer.complete(new Answer.Unknown()));
        return answer.thenApply(
                known -> {
                    note(request, known);
                    return known;
                });
    }

    private void note(Request request, Answer answer) {
        switch (answer) {
            case Answer.Replied(Reply.Applied applied) -> {
                if (request.epoch() != null) {
                    reigns.wrote(this, request.epoch(), applied.revision());
                }
            }
            case Answer.Replied(Reply.Refused(Refusal.StaleEpoch(var claim))) ->
                    say(
                            request,
                            "is refused: its epoch is %s, but the claim is that of %s"
                                    .formatted(
                                            request.epoch(),
                                            claim == null
                                                    ? "nobody"
                                                    : claim.node() + " in " + claim.epoch()));
            case Answer.Replied(Reply.Refused(var refusal)) ->
                    say(request, "is refused: " + refusal);
            case Answer.Replied(Reply.Forgotten _) -> say(request, "is forgotten");
            case Answer.NotLeader _ -> say(request, "is not submitted: it does not lead");
            case Answer.Unknown _ -> say(request, "has an unknown outcome");
        }
    }

    private void say(Request request, String what) {
        chronicle.say(
                "master " + member,
                "the write of %s (%s) %s"
                        .formatted(request.origin().actor(), request.origin().reason(), what));
    }

    @Override
    public Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer) {
        SlowWatch watch =
                new SlowWatch(opened++, consumer, taker -> inner.watch(space, keys, after, taker));
        watches.add(watch);
        return watch;
    }

    @Override
    public Watch watch(
            Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on) {
        return watch(space, keys, after, consumer);
    }

    @Override
    public Leadership leadership() {
        return this;
    }

    @Override
    public Standing standing() {
        return inner.standing();
    }

    @Override
    public Registration onChange(Consumer<Standing> consumer) {
        listeners.add(consumer);
        return inner.onChange(
                standing ->
                        process.later(
                                HOP,
                                () -> {
                                    if (!deaf) {
                                        consumer.accept(standing);
                                    }
                                }));
    }

    @Override
    public CompletionStage<Void> confirm() {
        return atOnce ? inner.confirm() : slowly(inner::confirm);
    }

    private <T> CompletionStage<T> slowly(Supplier<CompletionStage<T>> ask) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        process.later(
                HOP,
                () ->
                        ask.get()
                                .whenComplete(
                                        (value, failure) ->
                                                process.later(
                                                        HOP, () -> end(answer, value, failure))));
        return answer;
    }

    private static <T> void end(CompletableFuture<T> answer, T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    @Override
    public String toString() {
        return member;
    }

    /** Delivers a moment later, in an order that does not depend on who was told first. */
    private final class SlowWatch implements Watch {
        private final String rank;
        private final Consumer<Batch> consumer;
        private final Watch inner;
        private long delivered;
        private boolean lost;
        private boolean closed;

        SlowWatch(int number, Consumer<Batch> consumer, Function<Consumer<Batch>, Watch> opening) {
            this.rank = " watch %06d".formatted(number);
            this.consumer = consumer;
            this.inner = opening.apply(this::take);
        }

        void take(Batch batch) {
            if (behind) {
                lost = true;
                return;
            }
            if (batch instanceof Batch.Changes changes) {
                delivered = changes.revision();
            }
            process.later(HOP, rank, () -> give(batch));
        }

        private void give(Batch batch) {
            if (!closed) {
                consumer.accept(batch);
            }
        }

        void cutOff() {
            if (lost) {
                Batch last = new Batch.CutOff(delivered);
                process.later(
                        HOP,
                        rank,
                        () -> {
                            give(last);
                            close();
                        });
            }
        }

        @Override
        public void requestBookmark() {
            inner.requestBookmark();
        }

        @Override
        public void close() {
            closed = true;
            watches.remove(this);
            inner.close();
        }
    }
}
