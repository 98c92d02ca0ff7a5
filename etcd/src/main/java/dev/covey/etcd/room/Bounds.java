package dev.covey.etcd.room;

import dev.covey.kv.Limits;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;

/**
 * The bounds of a member that depend on how much memory it has.
 *
 * @param heapBytes what the heap may take at most
 */
public record Bounds(long heapBytes) {

    private static final int SMALLEST_INBOX = 2 * Limits.MAX_REQUEST_BYTES;
    private static final int BYTES_A_CALL = 32 << 10;
    private static final int BYTES_A_CONNECTION = 64 << 10;
    private static final int BYTES_A_HANDSHAKE = 256 << 10;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int FEWEST_CALLS = 100;
    private static final int MOST_CALLS_ON_ONE = 10_000;
    private static final int FEWEST_HANDSHAKES = 16;
    private static final int MOST_HANDSHAKES = 1_000;

    /** Those of this process. */
    public static Bounds here() {
        return new Bounds(Runtime.getRuntime().maxMemory());
    }

    /** Where answers wait. */
    Room room(Clock clock, Tasks tasks) {
        return new Room(heapBytes / 4, clock, tasks);
    }

    /** Where requests come in. */
    Inbox inbox() {
        return new Inbox(Math.max(heapBytes / 8, SMALLEST_INBOX));
    }

    /** Most calls at once, watches and keep-alives too. */
    int calls() {
        return (int) Math.min(Integer.MAX_VALUE, heapBytes / BYTES_A_CALL);
    }

    /**
     * Most calls at once that go on for long: they leave places to those that end by themselves.
     */
    int streams() {
        return calls() / 4 * 3;
    }

    /** Most calls at once on one connection: never all there are. */
    public int callsOnOne() {
        return Math.clamp(calls() / 4, FEWEST_CALLS, MOST_CALLS_ON_ONE);
    }

    /** Most connections that speak gRPC. */
    public int connections() {
        return (int) Math.min(MOST_CONNECTIONS, heapBytes / BYTES_A_CONNECTION);
    }

    /** Most connections that have not said yet what they want. */
    public int handshakes() {
        return Math.clamp(heapBytes / BYTES_A_HANDSHAKE, FEWEST_HANDSHAKES, MOST_HANDSHAKES);
    }
}
