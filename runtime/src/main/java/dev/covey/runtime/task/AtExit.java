package dev.covey.runtime.task;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a program end in order when its process is told to: the waiting thread is let go, and the
 * process stays until {@link #done()}, within a bound. Safe from any thread.
 */
public final class AtExit {

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Listens to the process's end from now on. */
    public AtExit(Duration bound) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bound)));
    }

    private void end(Duration bound) {
        told.countDown();
        try {
            boolean _ = done.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens when the process is told to end. */
    public CountDownLatch told() {
        return told;
    }

    /** Says that all is closed. */
    public void done() {
        done.countDown();
    }
}
