package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks after users who were expelled from everywhere: one whose counters go on growing has a
 * connection that was never reported. Pure; safe from any thread.
 */
final class Pursuit {

    private static final int READINGS = 5;
    private static final int MOST = 10_000;

    private static final class Chase {
        Bytes last;
        int readingsLeft = READINGS;

        Chase(Bytes last) {
            this.last = last;
        }
    }

    private final Map<Long, Chase> chases = new HashMap<>();
    private Map<Long, Bytes> lastReading = Map.of();

    /** Users were expelled and may come in nowhere now. */
    synchronized void begin(Collection<Long> users) {
        for (Long user : users) {
            if (chases.size() < MOST) {
                chases.put(user, new Chase(lastReading.getOrDefault(user, Bytes.NONE)));
            }
        }
    }

    /** Users may come in again: their growth says nothing. */
    synchronized void give(Collection<Long> users) {
        chases.keySet().removeAll(users);
    }

    /**
     * The expelled users whose counters grew since the reading before. The first reading after the
     * expulsion is only taken for comparison: it holds what was carried before.
     */
    synchronized List<Long> next(Reading reading) {
        lastReading = reading.users();
        List<Long> growing = new ArrayList<>();
        chases.entrySet()
                .removeIf(
                        e -> {
                            Chase chase = e.getValue();
                            Bytes now = lastReading.getOrDefault(e.getKey(), Bytes.NONE);
                            boolean grew = !now.equals(chase.last);
                            if (grew && chase.readingsLeft < READINGS) {
                                growing.add(e.getKey());
                            }
                            chase.last = now;
                            chase.readingsLeft = grew ? READINGS - 1 : chase.readingsLeft - 1;
                            return chase.readingsLeft <= 0;
                        });
        return growing;
    }
}
