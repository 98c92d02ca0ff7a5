package dev.covey.runtime.task;

import dev.covey.runtime.ids.Ids;
import java.time.Duration;

/**
 * How long to wait before the same is tried again: twice as long each time, less up to a half by
 * chance so that rivals part.
 *
 * @param first after the first failure
 * @param longest after many
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * The pause after one more failure.
     *
     * @param before how many failures in a row there were before it
     */
    public Duration after(int before, Ids ids) {
        long doubled = first.toNanos() << Math.min(before, MOST_DOUBLINGS);
        long most = Math.min(doubled, longest.toNanos());
        return Duration.ofNanos(most - ids.below(most / 2));
    }
}
