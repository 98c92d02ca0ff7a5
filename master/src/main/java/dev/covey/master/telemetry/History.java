package dev.covey.master.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last ten minutes of one node, one point every five seconds. For one thread. */
final class History {
    static final int MOST = 120;
    static final Duration APART = Duration.ofSeconds(5);

    private final Deque<NodeFigures> points = new ArrayDeque<>();

    void add(NodeFigures figures) {
        NodeFigures last = points.peekLast();
        if (last != null && figures.at().isBefore(last.at().plus(APART))) {
            return;
        }
        if (points.size() == MOST) {
            points.removeFirst();
        }
        points.addLast(figures);
    }

    List<NodeFigures> points() {
        return List.copyOf(points);
    }
}
