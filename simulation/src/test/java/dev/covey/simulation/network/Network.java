package dev.covey.simulation.network;

import dev.covey.simulation.time.Agenda;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Directed links between machines: all are open until they are cut. For one thread. */
public final class Network {

    private static final Duration HOP = Duration.ofMillis(1);

    private record Link(String from, String to) {}

    private final Agenda agenda;
    private final Set<Link> cut = new HashSet<>();
    private final Set<String> off = new HashSet<>();
    private final Map<Link, Duration> slow = new HashMap<>();
    private final Set<Pipe> pipes = new LinkedHashSet<>();
    private Runnable listener = () -> {};

    /** A network without machines; they need no introduction. */
    public Network(Agenda agenda) {
        this.agenda = agenda;
    }

    /** When things happen. */
    public Agenda agenda() {
        return agenda;
    }

    /** Calls this after each change. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Whether what one machine sends reaches another; a machine always reaches itself. */
    public boolean open(String from, String to) {
        boolean powered = !off.contains(from) && !off.contains(to);
        return powered && (from.equals(to) || !cut.contains(new Link(from, to)));
    }

    /** Whether two machines reach each other. */
    public boolean joined(String one, String other) {
        return open(one, other) && open(other, one);
    }

    /** How long a message takes. */
    public Duration delay(String from, String to) {
        return slow.getOrDefault(new Link(from, to), HOP);
    }

    /** Makes one direction slow. */
    public void slow(String from, String to, Duration delay) {
        slow.put(new Link(from, to), delay);
    }

    /** Cuts one direction. */
    public void cut(String from, String to) {
        cut.add(new Link(from, to));
        listener.run();
    }

    /** Opens one direction again, at its usual speed. */
    public void heal(String from, String to) {
        cut.remove(new Link(from, to));
        slow.remove(new Link(from, to));
        changed();
    }

    /** A machine is switched off: nothing comes from it, not even a good-bye. */
    public void switchOff(String machine) {
        off.add(machine);
        listener.run();
    }

    /** A machine is switched on. */
    public void switchOn(String machine) {
        off.remove(machine);
        changed();
    }

    private void changed() {
        List.copyOf(pipes).forEach(Pipe::flush);
        listener.run();
    }

    void add(Pipe pipe) {
        pipes.add(pipe);
    }

    void remove(Pipe pipe) {
        pipes.remove(pipe);
    }
}
