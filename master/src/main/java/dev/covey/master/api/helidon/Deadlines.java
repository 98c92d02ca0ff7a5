package dev.covey.master.api.helidon;

import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose peer is too slow. The library bounds sizes, not times: a peer that sends
 * one byte now and then, or none, would hold its connection for ever. So each thread that waits for
 * a peer has a deadline here; one that is late is interrupted, which closes the channel it waits
 * on.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final ConcurrentHashMap<Thread, Deadline> deadlines = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Tasks.Cancel sweeping;

    Deadlines(Clock clock, Tasks tasks) {
        this.clock = clock;
        this.sweeping = tasks.every(SWEEP, this::sweep);
    }

    /** The present thread must be done with what it waits for within a time. */
    void arm(Duration within) {
        long at = clock.nanos() + within.toNanos();
        deadlines.computeIfAbsent(Thread.currentThread(), Deadline::new).set(at);
    }

    /** The present thread waits for no peer. */
    void disarm() {
        Deadline deadline = deadlines.get(Thread.currentThread());
        if (deadline != null) {
            deadline.clear();
        }
    }

    @Override
    public void close() {
        sweeping.cancel();
    }

    private void sweep() {
        long now = clock.nanos();
        deadlines.values().removeIf(deadline -> deadline.over(now));
    }

    private static final class Deadline {
        private final Thread thread;
        private boolean armed;
        private long at;

        Deadline(Thread thread) {
            this.thread = thread;
        }

        synchronized void set(long nanos) {
            armed = true;
            at = nanos;
        }

        synchronized void clear() {
            armed = false;
        }

        /** Interrupts a late thread; true if nothing more is to be watched. */
        synchronized boolean over(long now) {
            if (!armed || now - at < 0) {
                return !thread.isAlive();
            }
            thread.interrupt();
            return true;
        }
    }
}
