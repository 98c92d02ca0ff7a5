package dev.covey.agent.host;

import java.io.IOException;

/**
 * A machine's load.
 *
 * @param cpu share of all cores that was busy since the reading before, 0-1
 * @param memoryUsedBytes what could not be given to a new program
 * @param receivedBytesPerSecond of all interfaces but loopback
 * @param diskTotalBytes of the file system that holds the data directory
 */
public record Vitals(
        double cpu,
        long memoryUsedBytes,
        long memoryTotalBytes,
        long receivedBytesPerSecond,
        long sentBytesPerSecond,
        long diskUsedBytes,
        long diskTotalBytes) {

    /** Before the first reading. */
    public static final Vitals NONE = new Vitals(0, 0, 0, 0, 0, 0, 0);

    /** Where the load is read. For one thread at a time. */
    @FunctionalInterface
    public interface Source {
        /**
         * The load now; rates are since the call before, and zero at the first.
         *
         * @param now monotonic nanoseconds
         */
        Vitals read(long now) throws IOException;
    }
}
