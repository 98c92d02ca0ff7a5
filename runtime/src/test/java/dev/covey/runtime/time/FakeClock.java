package dev.covey.runtime.time;

import java.time.Duration;
import java.time.Instant;

/** Clocks that a test moves by hand. */
public final class FakeClock implements Clock {

    private long nanos;
    private Instant wall;

    /** Starts at the given wall time. */
    public FakeClock(Instant wall) {
        this.wall = wall;
    }

    /** Starts at 2030-01-01. */
    public FakeClock() {
        this(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    /** Lets time pass on both clocks. */
    public synchronized void advance(Duration by) {
        nanos += by.toNanos();
        wall = wall.plus(by);
    }

    /** Steps the wall clock only. */
    public synchronized void step(Duration by) {
        wall = wall.plus(by);
    }
}
