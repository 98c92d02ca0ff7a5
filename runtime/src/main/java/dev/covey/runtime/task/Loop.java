package dev.covey.runtime.task;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thin thread around a step machine: steps it, sleeps until it wants to run again or is woken.
 * A step that throws is logged and tried again after a pause, so a fault never ends the loop
 * silently.
 *
 * <p>A thread of the system, not a virtual one: nobody takes a processor from a virtual thread, so
 * two loops with much to do would keep every request waiting on a machine with two processors.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final Step step;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean woken;

    /** A step machine. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does what is due and says how long it may sleep. {@code now} is monotonic nanoseconds.
         */
        Duration step(long now);
    }

    /** Makes the loop; {@link #start()} sets it going. */
    public Loop(String name, Step step, Clock clock) {
        this.step = step;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Starts stepping; once. */
    public Loop start() {
        thread.start();
        return this;
    }

    /** Makes it step soon. Cheap; safe from any thread, also from within the step. */
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            woken = false;
            Duration sleep = stepped();
            if (!woken && !stopped && sleep.isPositive()) {
                LockSupport.parkNanos(sleep.toNanos());
            }
        }
    }

    private Duration stepped() {
        try {
            return step.step(clock.nanos());
        } catch (RuntimeException | Error e) {
            LOG.error("a step of {} failed", thread.getName(), e);
            return AFTER_FAULT;
        }
    }

    /** Ends after the current step; returns when it has ended or after five seconds. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.equals(Thread.currentThread()) && thread.getState() != Thread.State.NEW) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
