package dev.covey.agent.time;

import dev.covey.runtime.time.Clock;

/**
 * Cluster time: what a master last said, carried on by the monotonic clock. Steps of this machine's
 * wall clock do not touch it. Safe from any thread.
 */
public final class ClusterTime {

    /**
     * Cluster time and this machine's wall clock at one moment, milliseconds since 1970, for the
     * disk.
     */
    public record Mark(long clusterMillis, long wallMillis) {}

    private static final long STEP_MILLIS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Clock clock;
    private long atNanos;
    private long millis;
    private boolean known;
    private int stepsBack;

    /** Unknown until a master is heard or a mark is taken up. */
    public ClusterTime(Clock clock) {
        this.clock = clock;
    }

    /**
     * Goes on from a mark after a restart, without a master: by the wall clock's advance since
     * then, which is all there is, but never back before the mark.
     */
    public synchronized void resume(Mark mark) {
        long passed = clock.instant().toEpochMilli() - mark.wallMillis;
        set(mark.clusterMillis + Math.max(0, passed));
    }

    /** A master just said what time it is; zero says nothing. */
    public synchronized void heard(long clusterMillis) {
        if (clusterMillis <= 0) {
            return;
        }
        if (known && clusterMillis < millis() - STEP_MILLIS) {
            stepsBack++;
        }
        set(clusterMillis);
    }

    private void set(long now) {
        millis = now;
        atNanos = clock.nanos();
        known = true;
    }

    /** Milliseconds since 1970; 0 while unknown, so that nothing has expired. */
    public synchronized long millis() {
        return known ? millis + (clock.nanos() - atNanos) / NANOS_PER_MILLI : 0;
    }

    /** Raised each time a master corrected the estimate backwards: then dates are judged anew. */
    public synchronized int stepsBack() {
        return stepsBack;
    }

    /** What to keep on the disk. */
    public synchronized Mark mark() {
        return new Mark(millis(), clock.instant().toEpochMilli());
    }
}
