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

    /** What an open connection may cost, TLS and buffers included; all of them a quarter. */
    private static final long CONNECTION_BYTES = 128 << 10;

    /** What Linux keeps waiting (net.core.somaxconn) where nobody has changed it. */
    static final int BACKLOG = 4096;

    /**
     * How much of a body is read and thrown away, in bytes: a connection that is closed before its
     * client has sent everything loses the refusal, too (RFC 9112, 9.6).
     */
    static final long LARGEST_READ = 64L << 20;

    private static final int MOST_CONNECTIONS = 4096;
    private static final int LEAST_CONNECTIONS = 256;

    /** For the port that everyone can reach. */
    public static final Bounds PUBLIC =
            new Bounds(
                    connections(Runtime.getRuntime().maxMemory()),
                    16 * 1024,
                    64,
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30));

    /** With more open than this, those that have not said what they want give way to new ones. */
    int crowd() {
        return connections / 4 * 3;
    }

    /** As many as fit into a quarter of the heap, or strangers would fill it. */
    static int connections(long heapBytes) {
        long fit = heapBytes / 4 / CONNECTION_BYTES;
        return Math.clamp(fit, LEAST_CONNECTIONS, MOST_CONNECTIONS);
    }
}
