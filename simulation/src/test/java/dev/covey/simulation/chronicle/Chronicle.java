package dev.covey.simulation.chronicle;

import dev.covey.simulation.time.Agenda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines, in order. For one thread. */
public final class Chronicle {

    private final Agenda agenda;
    private final List<String> lines = new ArrayList<>();

    /** Nothing has happened yet. */
    public Chronicle(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Adds a line. */
    public void say(String who, String what) {
        Duration now = Duration.ofNanos(agenda.now());
        String at = "T+%d.%03ds".formatted(now.toSeconds(), now.toMillisPart());
        lines.add("%-10s %s: %s".formatted(at, who, what));
    }

    /** All lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
