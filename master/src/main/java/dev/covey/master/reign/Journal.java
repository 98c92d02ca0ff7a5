package dev.covey.master.reign;

import dev.covey.runtime.control.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last thousand decisions of controllers, for whoever asks why. Safe for use by many threads.
 */
final class Journal {
    private static final int MOST = 1_000;

    private final Deque<Decision> decisions = new ArrayDeque<>();

    synchronized void add(Decision decision) {
        if (decisions.size() == MOST) {
            decisions.removeFirst();
        }
        decisions.addLast(decision);
    }

    synchronized List<Decision> all() {
        return List.copyOf(decisions);
    }
}
