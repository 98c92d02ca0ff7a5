package dev.covey.raft.server;

import java.time.Duration;

/**
 * How patient members are with each other.
 *
 * @param electionLeast the shortest time without a leader's word after which a follower stands for
 *     election
 * @param electionMost the longest; each follower draws anew between the two
 * @param patience how long a reader waits for leadership to be confirmed
 */
public record Timing(Duration electionLeast, Duration electionMost, Duration patience) {

    /** For round trips of a few milliseconds. */
    public static final Timing LAN =
            new Timing(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofSeconds(3));

    /** For round trips of up to some hundred milliseconds. */
    public static final Timing WAN =
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(8));
}
