package dev.covey.raft.peer;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells of what others do wrong, a line a second at most: who is refused may ask again as often as
 * the network carries it, and a log that fills the disk would be worse than what it tells of. Safe
 * from any thread.
 */
final class Complaints {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Consumer<String> log;
    private final Clock clock;
    private boolean told;
    private long last;
    private long kept;

    Complaints(Consumer<String> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Tells it now, or counts it for the next line. */
    synchronized void tell(String what) {
        if (told && clock.since(last).compareTo(PAUSE) < 0) {
            kept++;
            return;
        }
        log.accept(kept == 0 ? what : what + " (" + kept + " before it were not told)");
        told = true;
        last = clock.nanos();
        kept = 0;
    }
}
