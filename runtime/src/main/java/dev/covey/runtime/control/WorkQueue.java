package dev.covey.runtime.control;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an engine has to look at: keys that became dirty first, swept ones after them, and a timer
 * per key. For one thread.
 */
final class WorkQueue {
    private record Id(String controller, String key) {}

    private final Map<Id, Work> known = new HashMap<>();
    private final Deque<Work> urgent = new ArrayDeque<>();
    private final Deque<Work> swept = new ArrayDeque<>();
    private final TreeSet<Work> timers =
            new TreeSet<>(
                    Comparator.<Work>comparingLong(w -> w.timer)
                            .thenComparing(w -> w.controller.name())
                            .thenComparing(w -> w.key));

    Work work(Controller controller, String key) {
        return known.computeIfAbsent(
                new Id(controller.name(), key), id -> new Work(controller, key));
    }

    /** Makes a key dirty: it will be looked at, and again if it is being looked at now. */
    void add(Work work) {
        enqueue(work, urgent);
    }

    /** As {@link #add}, but after everything that is urgent. */
    void sweep(Work work) {
        enqueue(work, swept);
    }

    private static void enqueue(Work work, Deque<Work> queue) {
        if (work.busy) {
            work.dirty = true;
        } else if (!work.queued) {
            work.queued = true;
            queue.addLast(work);
        }
    }

    /** Takes the next key; it is busy until {@link #done}. */
    Optional<Work> next() {
        Work work = urgent.isEmpty() ? swept.pollFirst() : urgent.pollFirst();
        if (work != null) {
            work.queued = false;
            work.busy = true;
            stopTimer(work);
        }
        return Optional.ofNullable(work);
    }

    /** Ends the work on a key. */
    void done(Work work) {
        work.busy = false;
        if (work.dirty) {
            work.dirty = false;
            add(work);
        } else if (work.isIdle()) {
            known.remove(new Id(work.controller.name(), work.key), work);
        }
    }

    /** Makes a key dirty at a moment of the monotonic clock, unless a timer makes it so before. */
    void at(Work work, long nanos) {
        if (nanos < work.timer) {
            stopTimer(work);
            work.timer = nanos;
            timers.add(work);
        }
    }

    private void stopTimer(Work work) {
        if (work.timer != Long.MAX_VALUE) {
            timers.remove(work);
            work.timer = Long.MAX_VALUE;
        }
    }

    /** Makes dirty what is due. */
    void wake(long nanos) {
        while (nextTimer() <= nanos) {
            Work due = timers.first();
            stopTimer(due);
            add(due);
        }
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} for none. */
    long nextTimer() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.first().timer;
    }

    /** True if a key waits to be looked at. */
    boolean hasWork() {
        return !urgent.isEmpty() || !swept.isEmpty();
    }
}
