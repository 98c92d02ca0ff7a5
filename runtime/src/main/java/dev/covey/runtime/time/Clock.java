package dev.covey.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A machine's two clocks. Safe from any thread. */
public interface Clock extends InstantSource {

    /**
     * Monotonic nanoseconds from an arbitrary origin; never steps, not comparable between nodes.
     */
    long nanos();

    /** The wall clock: may step at any moment. */
    @Override
    Instant instant();

    /** The monotonic time that has passed since an earlier {@link #nanos()}. */
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /** This machine's clocks. */
    static Clock system() {
        return new SystemClock();
    }
}
