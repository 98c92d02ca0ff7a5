package dev.covey.runtime.control;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What waits for an engine's next step. Bounded: beyond the bound changes of the store, nudges and
 * lines of progress are dropped, and the engine lists everything again. Safe for use by many
 * threads.
 */
final class Inbox {
    private static final int MOST = 10_000;

    private final Runnable wake;
    private final ConcurrentLinkedQueue<Note> notes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean overflowed;

    Inbox(Runnable wake) {
        this.wake = wake;
    }

    void add(Note note) {
        if (size.get() >= MOST && canBeMadeUp(note)) {
            overflowed = true;
        } else {
            size.incrementAndGet();
            notes.add(note);
        }
        wake.run();
    }

    /** Commits and ends of effects come once only, and their number is bounded elsewhere. */
    private static boolean canBeMadeUp(Note note) {
        return switch (note) {
            case Note.Watched _, Note.Nudged _ -> true;
            case Note.Heard(var _, var news) -> news instanceof News.Progress;
            case Note.Committed _ -> false;
        };
    }

    void wake() {
        wake.run();
    }

    boolean hasMore() {
        return size.get() > 0;
    }

    void drain(Consumer<Note> taker) {
        for (int left = size.get(); left > 0; left--) {
            Note note = notes.poll();
            if (note == null) {
                return;
            }
            size.decrementAndGet();
            taker.accept(note);
        }
    }

    /** Whether something was dropped since the last time this was asked. */
    boolean overflowed() {
        if (!overflowed) {
            return false;
        }
        // Cleared only once seen: what is dropped from now on is noticed the next time.
        overflowed = false;
        return true;
    }
}
