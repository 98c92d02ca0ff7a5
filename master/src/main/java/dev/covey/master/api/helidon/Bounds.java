package dev.covey.master.api.helidon;

import java.time.Duration;

/**
 * What peers may cost.
 *
 * @param connections open at a time
 * @param headerBytes of one request
 * @param streams of one HTTP/2 connection at a time
 * @param idle how long a connection may say nothing between two requests
 * @param arrival how long the first request of a connection may take, handshake included, and the
 *     body of any
 * @param departure how long a peer may take to accept what it is sent
 */
public record Bounds(
        int connections,
        int headerBytes,
        int streams,
        Duration idle,
        Duration arrival,
        Duration departure) {

    /** For the port that everyone can reach. */
    public static final Bounds PUBLIC =
            new Bounds(
                    4096,
                    16 * 1024,
                    64,
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30));
}
