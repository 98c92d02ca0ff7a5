package dev.covey.dist.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The store's own order of changes, by which everything else is judged. */
final class Order {

    private final NavigableMap<Long, Told> byRevision = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Told>> byKey = new HashMap<>();
    private final Map<String, Told> byValue = new HashMap<>();
    private final List<String> flaws = new ArrayList<>();

    /** Every transaction of the trial changes one key, and every value is written once. */
    Order(List<Told> changes) {
        for (Told told : changes) {
            if (byRevision.put(told.revision(), told) != null) {
                flaws.add("two changes at one revision: " + told);
            }
            byKey.computeIfAbsent(told.key(), _ -> new TreeMap<>()).put(told.revision(), told);
            if (!told.deletion() && byValue.put(told.value(), told) != null) {
                flaws.add("a write was applied twice: " + told);
            }
        }
    }

    /** What the changes contradict among themselves. */
    List<String> flaws() {
        return flaws;
    }

    /** The change at a revision. */
    Optional<Told> at(long revision) {
        return Optional.ofNullable(byRevision.get(revision));
    }

    /** The change that wrote a value. */
    Optional<Told> of(String value) {
        return Optional.ofNullable(byValue.get(value));
    }

    /** What a key held at a revision; empty if it was not there. */
    Optional<Told> state(String key, long revision) {
        NavigableMap<Long, Told> changes = byKey.getOrDefault(key, new TreeMap<>());
        return Optional.ofNullable(changes.floorEntry(revision))
                .map(Map.Entry::getValue)
                .filter(told -> !told.deletion());
    }

    /** All changes, in order. */
    Iterable<Told> changes() {
        return byRevision.values();
    }
}
