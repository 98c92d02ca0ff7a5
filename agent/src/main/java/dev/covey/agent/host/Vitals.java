package dev.covey.agent.host;

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
}
