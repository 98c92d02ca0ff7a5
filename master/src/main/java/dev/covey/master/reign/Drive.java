package dev.covey.master.reign;

import dev.covey.runtime.task.Loop;
import dev.covey.runtime.time.Clock;

/** Sets step machines going: each on a thread of its own, or all in one under virtual time. */
@FunctionalInterface
public interface Drive {
    /** Begins to step a machine. */
    Driven start(String name, Loop.Step machine);

    /** A machine that is being stepped. Safe for use by many threads. */
    interface Driven {
        /** Makes it step soon. */
        void wake();

        /** Ends it after the present step. */
        void close();
    }

    /** A thread for each. */
    static Drive threads(Clock clock) {
        return (name, machine) -> {
            Loop loop = new Loop(name, machine, clock).start();
            return new Driven() {
                @Override
                public void wake() {
                    loop.wake();
                }

                @Override
                public void close() {
                    loop.close();
                }
            };
        };
    }
}
