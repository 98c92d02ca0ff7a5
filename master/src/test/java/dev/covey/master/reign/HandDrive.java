package dev.covey.master.reign;

import dev.covey.runtime.task.Loop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Steps machines when a test says so. */
final class HandDrive implements Drive {
    private final Map<String, Loop.Step> machines = new LinkedHashMap<>();

    @Override
    public Driven start(String name, Loop.Step machine) {
        machines.put(name, machine);
        return new Driven() {
            @Override
            public void wake() {}

            @Override
            public void close() {
                machines.remove(name);
            }
        };
    }

    /** The names of those that have not ended. */
    Set<String> names() {
        return Set.copyOf(machines.keySet());
    }

    /** Steps all until none has anything to do at this moment. */
    void settle(long nanos) {
        boolean busy = true;
        for (int i = 0; i < 200 && busy; i++) {
            busy = false;
            for (Loop.Step machine : List.copyOf(machines.values())) {
                busy |= machine.step(nanos).compareTo(Duration.ofMillis(1)) < 0;
            }
        }
    }
}
