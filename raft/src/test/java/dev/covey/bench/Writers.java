package dev.covey.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that write without a pause through all members, each with a write of its own under way;
 * one that hears nothing or a failure goes to the next member with another write.
 */
final class Writers implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 300;

    private final Target target;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private long last = System.nanoTime();
    private long widest;

    Writers(Target target, int clients) {
        this.target = target;
        for (int i = 0; i < clients; i++) {
            int first = i;
            threads.add(Thread.startVirtualThread(() -> write(first)));
        }
    }

    private void write(int first) {
        int size = target.members().size();
        int member = first % size;
        while (!stop.get()) {
            long number = numbers.incrementAndGet();
            if (Load.write(target.members().get(member), number, PATIENCE_MILLIS)) {
                succeeded();
            } else {
                member = (member + 1) % size;
                Load.pause(5);
            }
        }
    }

    private synchronized void succeeded() {
        long now = System.nanoTime();
        widest = Math.max(widest, now - last);
        last = now;
        notifyAll();
    }

    /** Waits for one success more, and forgets the gaps up to it. */
    synchronized void forget() {
        awaitSuccess();
        widest = 0;
    }

    /** Waits for one success more; the widest gap between successes since then, in milliseconds. */
    synchronized double widestMillis() {
        awaitSuccess();
        return widest / 1e6;
    }

    private void awaitSuccess() {
        long seen = last;
        long until = System.nanoTime() + 60_000_000_000L;
        try {
            while (last == seen) {
                wait(1000);
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("Expected a write to succeed in a minute.");
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop.set(true);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
