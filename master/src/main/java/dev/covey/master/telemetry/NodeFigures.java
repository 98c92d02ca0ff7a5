package dev.covey.master.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One node at one moment.
 *
 * @param cpu share of all cores, 0-1
 * @param online users seen within the last minute
 * @param at cluster time
 * @param clockAheadMillis how far its wall clock was ahead of cluster time; absent while that is
 *     not settled
 */
public record NodeFigures(
        String node,
        double cpu,
        long memoryUsedBytes,
        long memoryTotalBytes,
        long rxBytesPerSecond,
        long txBytesPerSecond,
        long diskUsedBytes,
        long diskTotalBytes,
        int online,
        Instant at,
        Optional<Long> clockAheadMillis,
        List<InboundFigures> inbounds) {
    /** Copies the list. */
    public NodeFigures {
        inbounds = List.copyOf(inbounds);
    }

    /**
     * One inbound of the node.
     *
     * @param online users seen within the last minute
     */
    public record InboundFigures(String id, int online, long bytesPerSecond) {}

    /** What a heartbeat tells. */
    public record Beat(NodeFigures figures, Set<Long> users) {
        /** Copies the set. */
        public Beat {
            users = Set.copyOf(users);
        }
    }
}
