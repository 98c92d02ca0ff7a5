package dev.covey.master.api.helidon;

import dev.covey.master.api.helidon.Deadline.Engagement;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;

/**
 * Ends connections whose peer is too slow. The library bounds sizes, not times: a peer that sends
 * one byte now and then, or none, would hold its connection for ever. So each thread that waits for
 * a peer has a deadline here; one that is late is interrupted, which closes the channel it waits
 * on.
 *
 * <p>A server that is full accepts nobody, and half-open connections would keep everybody else out.
 * So before it is full the least engaged are sent away, those first that have not said a word for a
 * while: a client that means it speaks at once, and keeps its place.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final ConcurrentHashMap<Thread, Deadline> connections = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Thread, Deadline> streams = new ConcurrentHashMap<>();
    private final ReentrantLock making = new ReentrantLock();
    private final Clock clock;
    private final Bounds bounds;
    private final Tasks.Cancel sweeping;

    Deadlines(Bounds bounds, Clock clock, Tasks tasks) {
        this.clock = clock;
        this.bounds = bounds;
        this.sweeping = tasks.every(SWEEP, this::sweep);
    }

    /** The present thread has a new connection, and waits for its handshake and first request. */
    void connected(SSLEngine engine) {
        Thread thread = Thread.currentThread();
        Deadline deadline = new Deadline(thread, Optional.of(engine));
        set(deadline, Engagement.NEW, bounds.arrival());
        connections.put(thread, deadline);
        if (connections.size() > bounds.crowd()) {
            makeRoom();
        }
    }

    /** The present thread waits for the first request of its connection. */
    void arriving() {
        set(present(), Engagement.ARRIVING, bounds.arrival());
    }

    /** The present thread waits for the next request of its connection. */
    void idle() {
        set(present(), Engagement.IDLE, bounds.idle());
    }

    /** The present thread waits, within a time, for its peer to go on with what is being done. */
    void arm(Duration within) {
        set(present(), Engagement.BUSY, within);
    }

    /** The present thread waits for no peer. */
    void disarm() {
        present().clear();
    }

    @Override
    public void close() {
        sweeping.cancel();
    }

    private void set(Deadline deadline, Engagement engagement, Duration within) {
        long now = clock.nanos();
        deadline.set(engagement, now, now + within.toNanos());
    }

    /** Streams of HTTP/2 have threads of their own. */
    private Deadline present() {
        Thread thread = Thread.currentThread();
        Deadline connection = connections.get(thread);
        return connection != null
                ? connection
                : streams.computeIfAbsent(thread, t -> new Deadline(t, Optional.empty()));
    }

    private void sweep() {
        long now = clock.nanos();
        connections.values().removeIf(deadline -> deadline.over(now));
        streams.values().removeIf(deadline -> deadline.over(now));
    }

    private void makeRoom() {
        if (!making.tryLock()) {
            return; // somebody is at it
        }
        try {
            sweep();
            int surplus = connections.size() - bounds.crowd();
            if (surplus > 0) {
                Set<Deadline> sentAway = sendAway(surplus + bounds.crowd() / 4);
                connections.values().removeIf(sentAway::contains);
            }
        } finally {
            making.unlock();
        }
    }

    private Set<Deadline> sendAway(int many) {
        long now = clock.nanos();
        return connections.values().stream()
                .map(deadline -> deadline.standing(now))
                .sorted()
                .limit(many)
                .map(Deadline.Standing::deadline)
                .filter(Deadline::evict)
                .collect(Collectors.toSet());
    }
}
