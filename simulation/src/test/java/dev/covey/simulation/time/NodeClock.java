package dev.covey.simulation.time;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The two clocks of a machine. The wall clock can be stepped; the other is never comparable. */
public final class NodeClock implements Clock {

    /** The time of day at which every simulation begins. */
    public static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

    private static final long MOST_AGE = Duration.ofDays(30).toNanos();

    private final Agenda agenda;
    private final long age;
    private Duration step = Duration.ZERO;

    /** The clocks of a machine that was switched on some time before the beginning. */
    public NodeClock(Agenda agenda, String machine) {
        this.agenda = agenda;
        this.age = Math.floorMod(machine.hashCode() * 1_000_003L, MOST_AGE);
    }

    @Override
    public long nanos() {
        return agenda.now() + age;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(agenda.now()).plus(step);
    }

    /** Steps the wall clock, on top of the steps before. */
    public void step(Duration by) {
        step = step.plus(by);
    }

    /** Sets the wall clock right. */
    public void right() {
        step = Duration.ZERO;
    }
}
