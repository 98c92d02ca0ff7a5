package dev.covey.simulation.time;

import dev.covey.master.reign.Drive;
import dev.covey.runtime.task.Loop;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A process on a machine: steps its machines, can be frozen, and takes everything along when it
 * ends. For one thread.
 */
public final class NodeProcess implements Drive {

    /** How long a woken thread takes to run; also the least pause between two steps. */
    private static final Duration TICK = Duration.ofNanos(100_000);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final Agenda agenda;
    private final String name;
    private final Clock clock;
    private final Consumer<Throwable> faults;
    private final List<Runnable> held = new ArrayList<>();
    private boolean frozen;
    private boolean ended;

    /**
     * A running process.
     *
     * @param name of its machine: decides who goes first at one moment
     * @param faults is told of what a step threw, which must not happen
     */
    public NodeProcess(Agenda agenda, String name, Clock clock, Consumer<Throwable> faults) {
        this.agenda = agenda;
        this.name = name;
        this.clock = clock;
        this.faults = faults;
    }

    /** Does something after a delay, unless the process has ended by then. */
    public void later(Duration delay, Runnable what) {
        later(delay, "", what);
    }

    /**
     * As {@link #later(Duration, Runnable)}.
     *
     * @param rank of what this process has to do at one moment, the lesser rank goes first
     */
    public void later(Duration delay, String rank, Runnable what) {
        agenda.after(delay, name + rank, () -> enter(what));
    }

    /** Does something now, or when the process is thawed; never once it has ended. */
    public void enter(Runnable what) {
        if (frozen && !ended) {
            held.add(what);
        } else if (!ended) {
            try {
                what.run();
            } catch (RuntimeException | AssertionError e) {
                faults.accept(e);
            }
        }
    }

    @Override
    public Driven start(String machine, Loop.Step step) {
        Stepper stepper = new Stepper(step);
        stepper.wake();
        return stepper;
    }

    /** From now on nothing happens in it, while time goes on. */
    public void freeze() {
        frozen = true;
    }

    /** It goes on, first with what it was about to do. */
    public void thaw() {
        frozen = false;
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(what -> later(Duration.ZERO, what));
    }

    /** Ends it at once, without a word. */
    public void end() {
        ended = true;
        held.clear();
    }

    /** Whether it has not ended; a frozen process is alive. */
    public boolean isAlive() {
        return !ended;
    }

    /** Whether it is alive and not frozen. */
    public boolean isRunning() {
        return !ended && !frozen;
    }

    private final class Stepper implements Driven {
        private final Loop.Step step;
        private long due = Long.MAX_VALUE;
        private boolean closed;

        Stepper(Loop.Step step) {
            this.step = step;
        }

        @Override
        public void wake() {
            plan(TICK);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void plan(Duration pause) {
            long at = agenda.now() + pause.toNanos();
            if (!closed && at < due) {
                due = at;
                later(pause, () -> fire(at));
            }
        }

        private void fire(long at) {
            if (closed || at != due) {
                return;
            }
            due = Long.MAX_VALUE;
            Duration pause = AFTER_FAULT;
            try {
                pause = step.step(clock.nanos());
            } finally {
                plan(pause.compareTo(TICK) < 0 ? TICK : pause);
            }
        }
    }
}
