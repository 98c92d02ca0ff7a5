package dev.covey.raft;

import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static org.awaitility.Awaitility.await;

import dev.covey.kv.RequestId;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes rising numbers to the row "w", one after the other, wherever the leader is. */
final class Writer implements Runnable {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Lab lab;
    private volatile boolean stopped;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile Duration longestGap = Duration.ZERO;

    Writer(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (!stopped) {
            if (write(Integer.toString(writes() + 1))) {
                long now = System.nanoTime();
                Duration gap = Duration.ofNanos(now - last);
                longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
                last = now;
                writes.incrementAndGet();
            }
        }
    }

    /** Repeats what is unknown under the same request id, as a client does. */
    private boolean write(String value) {
        RaftStore store = lab.leader();
        RequestId id = RequestId.of("writer", value, value.getBytes(StandardCharsets.UTF_8), 0);
        Transaction write = change(put("w", value)).withId(id);
        try {
            return switch (get(store.commit(write))) {
                case Outcome.Done _ -> true;
                case Outcome.NotLeader _ -> false;
                case Outcome.Unknown _ -> {
                    unknown.incrementAndGet();
                    yield false;
                }
                case Outcome.Refused refused -> throw new AssertionError(refused);
            };
        } catch (UnavailableException e) {
            return false;
        }
    }

    void awaitWrites(int count) {
        await("writes").atMost(BOUND).until(() -> writes() >= count);
    }

    void stop(Thread thread) {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int writes() {
        return writes.get();
    }

    int unknown() {
        return unknown.get();
    }

    Duration longestGap() {
        return longestGap;
    }
}
