package dev.covey.runtime.control;

import dev.covey.model.Epoch;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Condition;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreRefusal;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import dev.covey.runtime.task.Backoff;
import dev.covey.runtime.task.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs controllers for one reign. A step machine: {@link #step} is called by one thread at a time,
 * takes what has come in, lets controllers judge what is dirty, and starts commits and effects
 * without waiting for them. All else may be called from any thread.
 */
public final class Engine implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration SWEEP = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration MOST_DRIFT = Duration.ofSeconds(1);
    private static final Duration CATCHING_UP = Duration.ofMillis(5);
    private static final int MOST_COMMITS = 64;
    private static final int MOST_PLANS_A_STEP = 64;
    private static final int MOST_CONDITIONS = 128;
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(40));
    private static final int LONGEST_REASON = 200;

    /**
     * What an engine works with.
     *
     * @param decoded what was decoded of the store, by whomever
     */
    public record Ports(
            Store store, Decoded decoded, ClusterTime time, Ids ids, Effector effector) {}

    private final Epoch epoch;
    private final Registry registry;
    private final Ports ports;
    private final Consumer<Decision> journal;
    private final Inbox inbox;
    private final WorkQueue queue = new WorkQueue();
    private final EffectsUnderWay effects;
    private @Nullable Watch watch;
    private long sweepAt = Long.MIN_VALUE;
    private long seen;
    private @Nullable Instant timed;
    private long timedAt;
    private int commits;
    private volatile boolean over;

    /**
     * Makes an engine for one reign; {@link #start} sets it to work.
     *
     * @param epoch of the claim that this member's store has applied
     * @param wake called from any thread when a step would find something to do
     * @param journal is told of each committed plan
     */
    public Engine(
            Epoch epoch,
            Registry registry,
            Ports ports,
            Runnable wake,
            Consumer<Decision> journal) {
        this.epoch = epoch;
        this.registry = registry;
        this.ports = ports;
        this.journal = journal;
        this.inbox = new Inbox(wake);
        this.effects =
                new EffectsUnderWay(
                        epoch, ports, ports.store().view().revision(), inbox, () -> over);
    }

    /** Begins to watch the store; every key of every controller is looked at once. */
    public Engine start() {
        watchFrom(ports.store().view());
        inbox.wake();
        return this;
    }

    private void watchFrom(View view) {
        seen = view.revision();
        watch =
                ports.store()
                        .watch(view.revision(), "", batch -> inbox.add(new Note.Watched(batch)));
        sweepAt = Long.MIN_VALUE;
    }

    /** Makes a key dirty for a reason that is not in the store, such as a node that fell silent. */
    public void nudge(String controller, String key) {
        inbox.add(new Note.Nudged(controller, key));
    }

    /** Whether this engine has stopped for good. */
    public boolean isOver() {
        return over;
    }

    /** Stops it for good. Effects under way are told so; commits under way may still succeed. */
    public void stop() {
        over = true;
        inbox.wake();
    }

    @Override
    public Duration step(long nanos) {
        inbox.drain(note -> take(note, nanos));
        if (over) {
            end();
            return IDLE;
        }
        if (inbox.overflowed()) {
            end();
            watchFrom(ports.store().view());
        }
        if (nanos >= sweepAt) {
            sweep(nanos);
        }
        queue.wake(nanos);
        return plan(nanos);
    }

    private void end() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    private void sweep(long nanos) {
        sweepAt = nanos + SWEEP.toNanos();
        View view = ports.store().view();
        for (Controller controller : registry.controllers()) {
            controller.keys(view).forEach(key -> queue.sweep(queue.work(controller, key)));
        }
    }

    private void take(Note note, long nanos) {
        switch (note) {
            case Note.Watched(var batch) -> watched(batch);
            case Note.Committed(var attempt, var outcome) -> committed(attempt, outcome, nanos);
            case Note.Heard(var told, var news) -> {
                Work work = queue.work(told.controller, told.key);
                work.hear(news);
                queue.add(work);
            }
            case Note.Nudged(var name, var key) ->
                    registry.named(name).ifPresent(c -> queue.add(queue.work(c, key)));
        }
    }

    private void watched(Batch batch) {
        switch (batch) {
            case Batch.Changes changes -> {
                seen = Math.max(seen, changes.revision());
                View view = ports.store().view();
                changes.rows().forEach(row -> changed(row, view));
            }
            case Batch.Bookmark _ -> {}
            case Batch.CutOff _, Batch.Compacted _ -> watchFrom(ports.store().view());
        }
    }

    private void changed(RowChange change, View view) {
        for (Controller controller : registry.controllers()) {
            if (controller.inputs().stream().anyMatch(change.key()::startsWith)) {
                controller
                        .touched(change, view)
                        .forEach(key -> queue.add(queue.work(controller, key)));
            }
        }
    }

    private Duration plan(long nanos) {
        View view = ports.store().view();
        if (view.revision() < seen) {
            return CATCHING_UP;
        }
        Instant time = ports.time().now();
        sweepIfTimeStepped(time, nanos);
        for (int plans = 0; plans < MOST_PLANS_A_STEP && commits < MOST_COMMITS; plans++) {
            Optional<Work> next = queue.next();
            if (next.isEmpty()) {
                break;
            }
            judge(next.get(), new Reads(view), time, nanos);
        }
        boolean more = inbox.hasMore() || (queue.hasWork() && commits < MOST_COMMITS);
        long due = Math.min(queue.nextTimer(), sweepAt);
        Duration wait = Duration.ofNanos(Math.max(0, due - nanos));
        return more ? Duration.ZERO : wait.compareTo(IDLE) < 0 ? wait : IDLE;
    }

    /** Timers run by the monotonic clock: when cluster time is ahead of it, dates may be due. */
    private void sweepIfTimeStepped(Instant time, long nanos) {
        boolean stepped =
                timed != null && time.isAfter(timed.plusNanos(nanos - timedAt).plus(MOST_DRIFT));
        if (stepped) {
            sweepAt = nanos;
        }
        if (timed == null || stepped || nanos - timedAt > MOST_DRIFT.toNanos()) {
            timed = time;
            timedAt = nanos;
        }
    }

    private void judge(Work work, Reads reads, Instant time, long nanos) {
        List<News> news = work.news();
        Resources resources = new Resources(reads, ports.decoded());
        try {
            Situation situation = new Situation(resources, epoch.toString(), time, nanos, news);
            Plan plan = work.controller.reconcile(work.key, situation);
            registry.check(work.controller, plan);
            Attempt attempt = new Attempt(work, plan, news, time);
            if (plan.changes().isEmpty()) {
                settled(attempt, nanos);
            } else {
                commit(attempt, reads);
            }
        } catch (RuntimeException e) {
            LOG.error("{} could not be judged", work, e);
            again(work, nanos);
        }
    }

    private void commit(Attempt attempt, Reads reads) {
        Plan plan = attempt.plan();
        List<Condition> conditions = reads.asserted(plan.conditions());
        checkAsserted(plan, conditions);
        List<Change> changes = new ArrayList<>(plan.changes());
        changes.add(ClusterTime.row(attempt.time()));
        String why = plan.why();
        Transaction transaction =
                Transaction.of(
                                conditions,
                                changes,
                                "controller:" + attempt.work().controller.name(),
                                why.substring(0, Math.min(why.length(), LONGEST_REASON)))
                        .under(epoch);
        commits++;
        ports.store()
                .commit(transaction)
                .whenComplete(
                        (outcome, failure) ->
                                inbox.add(
                                        new Note.Committed(
                                                attempt,
                                                failure == null
                                                        ? outcome
                                                        : new Outcome.Unknown(Optional.empty()))));
    }

    /** Otherwise the same plan could be committed twice after an unknown outcome. */
    private static void checkAsserted(Plan plan, List<Condition> conditions) {
        boolean undoes =
                plan.changes().stream()
                        .anyMatch(
                                change ->
                                        conditions.stream().anyMatch(c -> covers(c, change.key())));
        if (!undoes || conditions.size() > MOST_CONDITIONS) {
            throw new IllegalStateException(
                    "a plan must assert a row that it changes, and at most %d in all; this has %d"
                            .formatted(MOST_CONDITIONS, conditions.size()));
        }
    }

    private static boolean covers(Condition condition, String row) {
        return switch (condition) {
            case Condition.RowAt at -> at.key().equals(row);
            case Condition.PrefixUnchanged prefix -> row.startsWith(prefix.prefix());
        };
    }

    private void committed(Attempt attempt, Outcome outcome, long nanos) {
        commits--;
        Work work = attempt.work();
        switch (outcome) {
            case Outcome.Done done -> {
                seen = Math.max(seen, done.revision());
                note(attempt, done.revision());
                settled(attempt, nanos);
            }
            case Outcome.Unknown _ -> again(work, nanos);
            case Outcome.NotLeader _ -> giveUp(work, "this member does not lead");
            case Outcome.Refused(var refusal) -> refused(work, refusal, nanos);
        }
    }

    private void refused(Work work, StoreRefusal refusal, long nanos) {
        switch (refusal) {
            case StoreRefusal.Conflict _ -> again(work, nanos);
            case StoreRefusal.StaleEpoch stale -> giveUp(work, stale.message());
            case StoreRefusal.TooLarge _,
                    StoreRefusal.TooMany _,
                    StoreRefusal.NoSpace _,
                    StoreRefusal.RequestIdReused _,
                    StoreRefusal.Malformed _ -> {
                LOG.error("{} was refused: {}", work, refusal.message());
                again(work, nanos);
            }
        }
    }

    private void giveUp(Work work, String why) {
        LOG.info("controllers of epoch {} stop: {}", epoch, why);
        queue.done(work);
        over = true;
    }

    private void note(Attempt attempt, long revision) {
        Work work = attempt.work();
        LOG.debug("{} {}: {}", revision, work, attempt.plan().why());
        journal.accept(
                new Decision(
                        attempt.time(),
                        revision,
                        work.controller.name(),
                        work.key,
                        attempt.plan().why()));
    }

    /** A plan is in force: what it was told is dealt with, what it wants may start. */
    private void settled(Attempt attempt, long nanos) {
        Work work = attempt.work();
        work.failures = 0;
        work.dealtWith(attempt.news());
        effects.dealtWith(attempt.news());
        for (Effect effect : attempt.plan().effects()) {
            if (!effects.start(effect, work)) {
                queue.at(work, nanos + AGAIN.first().toNanos());
            }
        }
        attempt.plan()
                .lookAgain()
                .filter(time -> time.compareTo(SWEEP) < 0)
                .ifPresent(time -> queue.at(work, nanos + time.toNanos()));
        queue.done(work);
    }

    private void again(Work work, long nanos) {
        Duration pause = AGAIN.after(work.failures++, ports.ids());
        work.dirty = false;
        queue.at(work, nanos + pause.toNanos());
        queue.done(work);
    }
}
