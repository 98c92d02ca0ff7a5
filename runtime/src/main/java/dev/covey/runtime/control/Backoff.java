package dev.covey.runtime.control;

import dev.covey.runtime.ids.Ids;
import java.time.Duration;

/** How long to wait before the same is tried again. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(20);
    private static final int MOST_DOUBLINGS = 11;

    /** Doubles from 20 ms to 41 s, less up to a half by chance so that rivals part. */
    static Duration after(int failures, Ids ids) {
        long most = FIRST.toNanos() << Math.min(failures, MOST_DOUBLINGS);
        return Duration.ofNanos(most - ids.below(most / 2));
    }

    private Backoff() {}
}
