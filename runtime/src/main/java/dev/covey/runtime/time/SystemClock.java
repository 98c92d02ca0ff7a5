package dev.covey.runtime.time;

import java.time.Instant;

/** The clocks of the machine. */
final class SystemClock implements Clock {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
