package dev.covey.runtime.clustertime;

import java.time.Duration;
import java.time.Instant;

/**
 * The active master's wall clock is not followed.
 *
 * @param wall what the wall clock shows
 * @param kept cluster time, carried on by the monotonic clock
 * @param why one sentence
 */
public record Jump(Instant wall, Instant kept, String why) {
    /** How far the wall clock is ahead of cluster time; negative if it is behind. */
    public Duration ahead() {
        return Duration.between(kept, wall);
    }
}
