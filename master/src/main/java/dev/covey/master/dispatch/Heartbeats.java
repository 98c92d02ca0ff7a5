package dev.covey.master.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each node was last heard from, by the monotonic clock, and what its wall clock showed. Never
 * in the store: a new active master starts with nothing. Safe for use by many threads.
 */
public final class Heartbeats {
    private record Beat(long nanos, Optional<Duration> ahead) {}

    private final Map<String, Beat> beats = new ConcurrentHashMap<>();

    /** When a node was last heard from in this reign, in nanoseconds of the monotonic clock. */
    public Optional<Long> heard(String node) {
        return Optional.ofNullable(beats.get(node)).map(Beat::nanos);
    }

    /**
     * How far a node's wall clock was ahead of cluster time when it was last heard from; absent if
     * cluster time was not settled then.
     */
    public Optional<Duration> ahead(String node) {
        return Optional.ofNullable(beats.get(node)).flatMap(Beat::ahead);
    }

    /** Returns when the node was heard from before. */
    Optional<Long> beat(String node, long nanos, Optional<Duration> ahead) {
        Beat before = beats.put(node, new Beat(nanos, ahead));
        return Optional.ofNullable(before).map(Beat::nanos);
    }

    void forget(String node) {
        beats.remove(node);
    }
}
