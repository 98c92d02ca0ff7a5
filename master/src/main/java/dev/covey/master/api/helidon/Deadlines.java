package dev.covey.master.api.helidon;

import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose peer is too slow. The library bounds sizes, not times: a peer that sends
 * one byte now and then, or none, would hold its connection for ever. So each thread that waits for
 * a peer has a deadline here; one that is late is interrupted, which closes the channel it waits
 * on. Where many connections have not brought a request yet, they have less time for it, so that
 * half-open ones cannot keep everybody else out.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration HURRIED_ARRIVAL = Duration.ofSeconds(2);

    private final ConcurrentHashMap<Thread, Deadline> deadlines = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration arrival;
    private final int crowd;
    private final Tasks.Cancel sweeping;

    Deadlines(Bounds bounds, Clock clock, Tasks tasks) {
        this.clock = clock;
        this.arrival = bounds.arrival();
        this.crowd = bounds.connections() / 4;
        this.sweeping = tasks.every(SWEEP, this::sweep);
    }

    /** The present thread must be done with what it waits for within a time. */
    void arm(Duration within) {
        long at = clock.nanos() + within.toNanos();
        present().set(at, at);
    }

    /** The present thread waits for the first request of a new connection. */
    void armArrival() {
        long now = clock.nanos();
        present().set(now + arrival.toNanos(), now + HURRIED_ARRIVAL.toNanos());
    }

    private Deadline present() {
        return deadlines.computeIfAbsent(Thread.currentThread(), Deadline::new);
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
        long arriving = deadlines.values().stream().filter(Deadline::arriving).count();
        deadlines.values().removeIf(deadline -> deadline.over(now, arriving > crowd));
    }

    private static final class Deadline {
        private final Thread thread;
        private boolean armed;
        private long at;
        private long hurriedAt;

        Deadline(Thread thread) {
            this.thread = thread;
        }

        synchronized void set(long nanos, long hurriedNanos) {
            armed = true;
            at = nanos;
            hurriedAt = hurriedNanos;
        }

        synchronized boolean arriving() {
            return armed && at != hurriedAt;
        }

        synchronized void clear() {
            armed = false;
        }

        /** Interrupts a late thread; true if nothing more is to be watched. */
        synchronized boolean over(long now, boolean hurried) {
            if (!armed || now - (hurried ? hurriedAt : at) < 0) {
                return !thread.isAlive();
            }
            thread.interrupt();
            return true;
        }
    }
}
