package dev.covey.simulation.logging;

import java.util.ArrayList;
import java.util.List;

/** What was logged as an error since the last look. */
public final class Errors {

    private static final int MOST = 100;
    private static final List<String> LINES = new ArrayList<>();

    private Errors() {}

    static synchronized void add(String line) {
        if (LINES.size() < MOST) {
            LINES.add(line);
        }
    }

    /** Takes the lines away. */
    public static synchronized List<String> take() {
        List<String> taken = List.copyOf(LINES);
        LINES.clear();
        return taken;
    }
}
