package dev.covey.simulation.time;

import java.time.Duration;
import java.util.PriorityQueue;

/** What happens when. For one thread. */
public final class Agenda {

    /** More than any story has; a machine that never sleeps reaches it. */
    private static final long MOST_A_SECOND = 200_000;

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long order;

    private record Due(long at, String who, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            int byName = byTime != 0 ? byTime : who.compareTo(other.who);
            return byName != 0 ? byName : Long.compare(order, other.order);
        }
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /**
     * Has something done at a moment, which is not before the present one.
     *
     * @param who of what is due at one moment, the lesser name goes first
     */
    public void at(long nanos, String who, Runnable what) {
        queue.add(new Due(Math.max(now, nanos), who, order++, what));
    }

    /** Has something done after a delay. */
    public void after(Duration delay, String who, Runnable what) {
        at(now + delay.toNanos(), who, what);
    }

    /** Does everything up to and including a moment, and stands there then. */
    public void runUntil(long nanos) {
        long done = 0;
        long second = now;
        while (!queue.isEmpty() && queue.peek().at() <= nanos) {
            Due due = queue.remove();
            now = due.at();
            if (now - second > Duration.ofSeconds(1).toNanos()) {
                second = now;
                done = 0;
            }
            done++;
            if (done > MOST_A_SECOND) {
                throw new IllegalStateException("something never sleeps; last was " + due.who());
            }
            due.what().run();
        }
        now = nanos;
    }
}
