package dev.covey.runtime.task;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual threads and timers of one node. What a task throws is logged, never lost. Closing
 * interrupts what still runs; tasks given after closing are dropped. Safe from any thread.
 */
public final class Tasks implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final ExecutorService threads;
    private final ExecutorService heavy;
    private final ScheduledThreadPoolExecutor timer;

    /** Threads whose names start with {@code name}. */
    public Tasks(String name) {
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 0).factory());
        this.heavy =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name(name + "-heavy-", 0).factory());
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(name + "-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task on a virtual thread of its own. */
    @Override
    public void execute(Runnable task) {
        on(threads, task);
    }

    /**
     * Runs a task that computes or writes for seconds on a thread of the system: nobody takes a
     * processor from a virtual one, so everybody else's answers would wait for it.
     */
    public void executeHeavy(Runnable task) {
        on(heavy, task);
    }

    private static void on(Executor threads, Runnable task) {
        try {
            threads.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped a task: closing");
        }
    }

    /** Runs a task on a virtual thread once a delay has passed. */
    public Cancel after(Duration delay, Runnable task) {
        try {
            var future = timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Runs a task now and again, each time the delay after its last end, until cancelled. */
    public Cancel every(Duration delay, Runnable task) {
        Repeat repeat = new Repeat(delay, task);
        execute(repeat);
        return repeat;
    }

    /** Waits without doing anything; returns early, with the flag set, when interrupted. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
        heavy.shutdownNow();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task failed", e);
        }
    }

    /** Stops something that was scheduled; harmless when repeated. */
    @FunctionalInterface
    public interface Cancel {
        /** Stops it. */
        void cancel();
    }

    private final class Repeat implements Runnable, Cancel {
        private final Duration delay;
        private final Runnable task;
        private volatile boolean cancelled;

        Repeat(Duration delay, Runnable task) {
            this.delay = delay;
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                guarded(task);
                after(delay, this);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
