package dev.covey.etcd.past;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Remembers which revision was the newest a period ago, to a tenth of the period. For use by one
 * thread.
 */
final class Trail {

    private static final int MARKS = 10;

    private record Mark(long at, long revision) {}

    private final long period;
    private final Deque<Mark> marks = new ArrayDeque<>();

    Trail(Duration period) {
        this.period = period.toNanos();
    }

    /**
     * Notes the newest revision of now.
     *
     * @return the one of a period ago; 0 while that is not known
     */
    long see(long now, long revision) {
        if (marks.isEmpty() || now - marks.getLast().at >= period / MARKS) {
            marks.addLast(new Mark(now, revision));
        }
        long found = 0;
        while (!marks.isEmpty() && now - marks.getFirst().at >= period) {
            found = marks.removeFirst().revision;
        }
        return found;
    }
}
