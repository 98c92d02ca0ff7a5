package dev.covey.raft.machine;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Leaves as much time to others as a long work takes for itself. A snapshot is not urgent: written
 * at full speed by all members at once, it would have every write wait for processor and disk. For
 * one thread.
 */
final class Pace {

    private static final Duration LONGEST = Duration.ofMillis(250);

    private final Clock clock;
    private final Consumer<Duration> pause;
    private long since;

    /** Begins now; {@code pause} waits. */
    Pace(Clock clock, Consumer<Duration> pause) {
        this.clock = clock;
        this.pause = pause;
        this.since = clock.nanos();
    }

    /** Rests for as long as was worked since it rested last, within a bound. */
    void rest() {
        Duration worked = clock.since(since);
        pause.accept(worked.compareTo(LONGEST) < 0 ? worked : LONGEST);
        since = clock.nanos();
    }
}
