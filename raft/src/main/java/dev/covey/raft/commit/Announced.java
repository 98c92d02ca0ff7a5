package dev.covey.raft.commit;

import dev.covey.kv.Reply;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A log whose followers hear soon what is committed. The next entry tells them, so only where none
 * follows within a moment something else has to. Safe for use by many threads.
 */
public final class Announced implements EntryLog {

    /** A client that writes one thing after the other has the next one here by then. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** Twice as long after each time: by then heartbeats come by themselves. */
    private static final int MOST_TIMES = 8;

    private final EntryLog log;
    private final BooleanSupplier announce;
    private final Tasks tasks;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * A log, and what tells the followers how far it is committed.
     *
     * @param announce true if all had heard already, as far as is known
     */
    public Announced(EntryLog log, BooleanSupplier announce, Tasks tasks) {
        this.log = log;
        this.announce = announce;
        this.tasks = tasks;
    }

    @Override
    public CompletionStage<List<Reply>> append(byte[] batch) {
        underWay.incrementAndGet();
        return log.append(batch).whenComplete((replies, failure) -> arrived());
    }

    private void arrived() {
        if (underWay.decrementAndGet() == 0) {
            lookSoon(0);
        }
    }

    private void lookSoon(int time) {
        if (due.compareAndSet(false, true)) {
            tasks.after(MOMENT.multipliedBy(1L << time), () -> look(time));
        }
    }

    /** Who is slow to write an entry cannot hear yet that it is committed: it is told again. */
    private void look(int time) {
        due.set(false);
        if (underWay.get() == 0 && !announce.getAsBoolean() && time + 1 < MOST_TIMES) {
            lookSoon(time + 1);
        }
    }
}
