package dev.covey.agent.desired;

import dev.covey.model.Epoch;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The set of items as the masters want it, between the session that changes it and the worker that
 * carries it out. Safe from any thread.
 */
public final class Desired {

    /**
     * What changed since the last look.
     *
     * @param items by key; empty for removed
     * @param hash of the whole set after the changes
     * @param epoch the highest obeyed
     */
    public record Changes(Map<String, Optional<Item>> items, SetHash hash, Epoch epoch) {}

    /** The whole set. */
    public record Whole(List<Item> items, SetHash hash, Epoch epoch) {}

    private final Map<String, Item> items = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private SetHash hash = SetHash.EMPTY;
    private Epoch epoch = Epoch.NONE;
    private Epoch drainedEpoch = Epoch.NONE;
    private Runnable listener = () -> {};

    /** Calls this after each change, on the changing thread. */
    public synchronized void onChange(Runnable wake) {
        listener = wake;
    }

    /** The hash of the whole set. */
    public synchronized SetHash hash() {
        return hash;
    }

    /** The highest epoch obeyed. */
    public synchronized Epoch epoch() {
        return epoch;
    }

    /** Everything, as it is at this moment. */
    public synchronized Whole whole() {
        return new Whole(List.copyOf(items.values()), hash, epoch);
    }

    /** How many items there are. */
    public synchronized int size() {
        return items.size();
    }

    /** Whether an epoch may be obeyed; a higher one than before is remembered. */
    public boolean obey(Epoch other) {
        synchronized (this) {
            if (other.compareTo(epoch) < 0) {
                return false;
            }
            if (other.equals(epoch)) {
                return true;
            }
            epoch = other;
        }
        listener.run();
        return true;
    }

    /**
     * Applies a delta, or nothing if it does not fit: it must apply to the present hash and give
     * the hash it says.
     */
    public boolean change(Iterable<Item> set, Iterable<String> remove, SetHash from, SetHash to) {
        synchronized (this) {
            if (!from.equals(hash)) {
                return false;
            }
            Map<String, Optional<Item>> delta = new LinkedHashMap<>();
            remove.forEach(key -> delta.put(key, Optional.empty()));
            set.forEach(item -> delta.put(item.getKey(), Optional.of(item)));
            if (!hashAfter(delta).equals(to)) {
                return false;
            }
            put(delta, to);
        }
        listener.run();
        return true;
    }

    /** Replaces everything, or nothing if the items do not give the hash. */
    public boolean replace(Map<String, Item> all, SetHash expected) {
        SetHash found = hashOf(all.values());
        if (!found.equals(expected)) {
            return false;
        }
        synchronized (this) {
            Map<String, Optional<Item>> delta = new HashMap<>();
            for (String key : items.keySet()) {
                if (!all.containsKey(key)) {
                    delta.put(key, Optional.empty());
                }
            }
            all.forEach(
                    (key, item) -> {
                        if (!item.equals(items.get(key))) {
                            delta.put(key, Optional.of(item));
                        }
                    });
            put(delta, expected);
        }
        listener.run();
        return true;
    }

    /** What changed since the call before. */
    public synchronized Optional<Changes> drain() {
        if (changed.isEmpty() && epoch.equals(drainedEpoch)) {
            return Optional.empty();
        }
        Map<String, Optional<Item>> delta = new HashMap<>();
        changed.forEach(key -> delta.put(key, Optional.ofNullable(items.get(key))));
        changed.clear();
        drainedEpoch = epoch;
        return Optional.of(new Changes(delta, hash, epoch));
    }

    /** The hash of some items. */
    static SetHash hashOf(Iterable<Item> items) {
        SetHash sum = SetHash.EMPTY;
        for (Item item : items) {
            sum = sum.xor(SetHash.of(item));
        }
        return sum;
    }

    private SetHash hashAfter(Map<String, Optional<Item>> delta) {
        SetHash sum = hash;
        for (Map.Entry<String, Optional<Item>> entry : delta.entrySet()) {
            Item before = items.get(entry.getKey());
            sum = before == null ? sum : sum.xor(SetHash.of(before));
            sum = entry.getValue().map(SetHash::of).map(sum::xor).orElse(sum);
        }
        return sum;
    }

    private void put(Map<String, Optional<Item>> delta, SetHash result) {
        delta.forEach(
                (key, item) ->
                        item.ifPresentOrElse(i -> items.put(key, i), () -> items.remove(key)));
        changed.addAll(delta.keySet());
        hash = result;
    }
}
