package dev.covey.runtime.store;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one step at a time, again for as long as it is woken meanwhile. A wake-up is never lost, and
 * one from within the step does not nest. Safe for use by many threads.
 */
public final class Wakeup {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeup.class);

    private final Executor executor;
    private final Runnable step;
    private final AtomicInteger pending = new AtomicInteger();

    /** A step, and what runs it. */
    public Wakeup(Executor executor, Runnable step) {
        this.executor = executor;
        this.step = step;
    }

    /** Has the step run, now or after the run that is under way. */
    public void wake() {
        if (pending.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    /**
     * Does something here and now if the step is not running, and keeps it from running meanwhile.
     */
    boolean unlessRunning(Runnable action) {
        if (!pending.compareAndSet(0, 1)) {
            return false;
        }
        action.run();
        if (pending.decrementAndGet() > 0) {
            executor.execute(this::run);
        }
        return true;
    }

    private void run() {
        int seen;
        do {
            seen = pending.get();
            ran();
        } while (pending.addAndGet(-seen) != 0);
    }

    /** A step that fails must not keep the next wake-up from being heard. */
    private void ran() {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("a step failed", e);
        }
    }
}
