package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.xray.v1.Stat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a reading of the core's counters. */
final class CounterReading {

    private final Map<Long, Bytes> users = new HashMap<>();
    private final Map<String, Long> inbounds = new HashMap<>();

    private CounterReading() {}

    static Reading of(String core, List<Stat> stats, Map<String, Set<Long>> online) {
        CounterReading reading = new CounterReading();
        stats.forEach(reading::add);
        Map<String, Reading.Load> loads = new HashMap<>();
        reading.inbounds.forEach(
                (id, bytes) ->
                        loads.put(
                                id,
                                new Reading.Load(
                                        bytes, Set.copyOf(online.getOrDefault(id, Set.of())))));
        return new Reading(core, reading.users, loads);
    }

    private void add(Stat stat) {
        Optional<CounterName> name = CounterName.parse(stat.getName());
        if (name.isEmpty()) {
            return;
        }
        switch (name.get().kind()) {
            case USER -> addUser(name.get(), stat.getValue());
            case INBOUND ->
                    CoreTag.parse(name.get().owner())
                            .ifPresent(tag -> inbounds.merge(tag.id(), stat.getValue(), Long::sum));
        }
    }

    private void addUser(CounterName name, long value) {
        CounterName.user(name.owner())
                .ifPresent(
                        user ->
                                users.merge(
                                        user,
                                        name.up() ? new Bytes(value, 0) : new Bytes(0, value),
                                        Bytes::plus));
    }
}
