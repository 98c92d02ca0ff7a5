package dev.covey.raft.commit;

import dev.covey.kv.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A log whose followers hear soon what is committed. The next entry tells them: where entries
 * follow each other closely it is waited for, and only where it does not come something else has
 * to. Safe for use by many threads.
 */
public final class Announced implements EntryLog {

    /**
     * An entry that usually comes sooner is worth waiting for, twice as long as it usually takes.
     */
    private static final Duration SOON = Duration.ofMillis(5);

    /** Who had not heard is told again after this time, then after twice as long, and so on. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** From then on heartbeats come by themselves. */
    private static final int MOST_TIMES = 8;

    /** How much of what is usual the last pause is: one part in so many. */
    private static final int WEIGHT = 4;

    private final EntryLog log;
    private final BooleanSupplier announce;
    private final Timer timer;
    private final LongSupplier nanos;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long ended;

    /** The usual pause between two entries, in nanoseconds; lost updates do no harm. */
    private volatile long pause = 2 * SOON.toNanos();

    /** Runs something later, on another thread. */
    @FunctionalInterface
    public interface Timer {
        /** Runs an action once the time is over. */
        void after(Duration time, Runnable action);
    }

    /**
     * A log, and what tells the followers how far it is committed.
     *
     * @param announce true if all had heard already, as far as is known; quick
     * @param nanos a clock that only moves forward, in nanoseconds
     */
    public Announced(EntryLog log, BooleanSupplier announce, Timer timer, LongSupplier nanos) {
        this.log = log;
        this.announce = announce;
        this.timer = timer;
        this.nanos = nanos;
        this.ended = nanos.getAsLong();
    }

    @Override
    public CompletionStage<List<Reply>> append(byte[] batch) {
        if (underWay.getAndIncrement() == 0) {
            long last = Math.min(nanos.getAsLong() - ended, 2 * SOON.toNanos() * WEIGHT);
            long usual = pause;
            pause = usual + (last - usual) / WEIGHT;
        }
        return log.append(batch).whenComplete((replies, failure) -> arrived());
    }

    private void arrived() {
        ended = nanos.getAsLong();
        completed.incrementAndGet();
        if (underWay.decrementAndGet() == 0) {
            if (pause > SOON.toNanos()) {
                look(completed.get(), 0);
            } else if (due.compareAndSet(false, true)) {
                waitForTheNext();
            }
        }
    }

    private void waitForTheNext() {
        long left = ended + 2 * pause - nanos.getAsLong();
        if (left > 0) {
            timer.after(Duration.ofNanos(left), this::waitForTheNext);
        } else {
            due.set(false);
            look(completed.get(), 0);
        }
    }

    /**
     * Who is slow to write an entry cannot hear yet that it is committed: it is told again, unless
     * another entry came that looks after it.
     */
    private void look(long entry, int times) {
        boolean last = underWay.get() == 0 && completed.get() == entry;
        if (last && !announce.getAsBoolean() && times + 1 < MOST_TIMES) {
            timer.after(MOMENT.multipliedBy(1L << times), () -> look(entry, times + 1));
        }
    }
}
