package dev.covey.master.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings what other threads have to say to the one thread of a step machine. Bounded by those who
 * post: one message of an agent at a time, one commit of a kind at a time; only changes of the
 * store are dropped beyond a bound, and then everything is read again. Safe for use by many
 * threads.
 */
final class Mailbox {
    private static final int MOST_CHANGES = 10_000;

    private final Runnable wake;
    private final ConcurrentLinkedQueue<Runnable> posts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile boolean overflowed;

    Mailbox(Runnable wake) {
        this.wake = wake;
    }

    /** To be run by the next step. */
    void post(Runnable what) {
        posts.add(what);
        wake.run();
    }

    /** To be run by the next step, or dropped if too many wait. */
    void postChange(Runnable what) {
        if (changes.get() >= MOST_CHANGES) {
            overflowed = true;
            wake.run();
            return;
        }
        changes.incrementAndGet();
        post(
                () -> {
                    changes.decrementAndGet();
                    what.run();
                });
    }

    /** Whether changes were dropped since this was last asked. */
    boolean overflowed() {
        if (!overflowed) {
            return false;
        }
        // Cleared only once seen: what is dropped from now on is noticed the next time.
        overflowed = false;
        return true;
    }

    boolean isEmpty() {
        return posts.isEmpty();
    }

    /** Runs what was posted before this call. */
    void drain() {
        for (int left = posts.size(); left > 0; left--) {
            Runnable next = posts.poll();
            if (next == null) {
                return;
            }
            next.run();
        }
    }
}
