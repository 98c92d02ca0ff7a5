package dev.covey.agent.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not work and is tried again, ever more slowly.
 *
 * @param retryAt monotonic nanoseconds
 */
record Failure(String why, Duration pause, long retryAt) {

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** The failure that follows another one; null for none. */
    static Failure after(@Nullable Failure before, String why, long now) {
        Duration pause = before == null ? FIRST_PAUSE : before.pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        return new Failure(why, pause, now + pause.toNanos());
    }
}
