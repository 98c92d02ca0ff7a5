package dev.covey.master.control.membership;

import java.time.Duration;
import java.util.Optional;

/** What heartbeats tell. Never in the store. Safe for use by many threads. */
public interface Liveness {
    /** When this reign began, in nanoseconds of the monotonic clock. */
    long since();

    /** When a node was last heard from in this reign. */
    Optional<Long> heard(String node);

    /** How far a node's wall clock was ahead of cluster time when it was last heard from. */
    Optional<Duration> ahead(String node);
}
