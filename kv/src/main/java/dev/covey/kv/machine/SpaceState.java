package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Commit;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Limits;
import dev.covey.kv.Space;
import dev.covey.kv.tree.Tree;
import dev.covey.kv.tree.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One space at one moment. Immutable.
 *
 * @param index the newest version of every key, linked to the older ones
 * @param log which keys each revision changed, in order, from {@code numbers.swept} on
 * @param leases of clients
 */
public record SpaceState(
        Space space,
        Tree<Bytes, Version> index,
        Tree<Long, List<Bytes>> log,
        Leases leases,
        Numbers numbers)
        implements Keys {

    /** A space without keys, at revision 1 as in etcd. */
    public static SpaceState empty(Space space) {
        return new SpaceState(
                space,
                Tree.empty(Version::mod),
                Tree.empty(),
                Leases.NONE,
                new Numbers(1, 0, 0, 0, Limits.DEFAULT_QUOTA));
    }

    @Override
    public long revision() {
        return numbers.revision();
    }

    @Override
    public long floor() {
        return numbers.floor();
    }

    @Override
    public @Nullable Version newest(Bytes key) {
        return index.get(key);
    }

    @Override
    public void walk(Bytes from, @Nullable Bytes end, Visitor<Bytes, Version> visitor) {
        index.walk(from, end, visitor);
    }

    @Override
    public long lastChange(Bytes from, @Nullable Bytes end) {
        return index.greatestStamp(from, end);
    }

    /** What a key holds now, if it exists. */
    public @Nullable KeyValue get(Bytes key) {
        Version version = index.get(key);
        return version == null ? null : version.seen(key);
    }

    /** What the keys of a range hold now, in the order of the keys. */
    public List<KeyValue> list(KeyRange range) {
        return list(range, Integer.MAX_VALUE);
    }

    /** What the first keys of a range hold now, in their order; at most so many. */
    public List<KeyValue> list(KeyRange range, int most) {
        List<KeyValue> found = new ArrayList<>();
        walk(
                range,
                (key, version) -> {
                    KeyValue kv = version.seen(key);
                    return kv == null || (found.add(kv) && found.size() < most);
                });
        return found;
    }

    /** Whether the events after a revision are still known. */
    public boolean remembersAfter(long revision) {
        return revision + 1 >= numbers.floor();
    }

    /**
     * The events after a revision within a range, revision by revision; revisions without such
     * events are left out. Stops after the revision that brings the number of events to a bound.
     *
     * @throws IllegalArgumentException if they are not all known any more
     */
    public List<Commit> commitsAfter(long revision, KeyRange range, int enough) {
        if (!remembersAfter(revision)) {
            throw new IllegalArgumentException("Compacted: " + revision + " < " + floor());
        }
        List<Commit> commits = new ArrayList<>();
        int[] found = {0};
        log.walk(
                revision + 1,
                null,
                (at, keys) -> {
                    List<Event> events = eventsAt(at, keys, range);
                    if (!events.isEmpty()) {
                        commits.add(new Commit(space, at, events));
                    }
                    found[0] += events.size();
                    return found[0] < enough;
                });
        return commits;
    }

    private List<Event> eventsAt(long revision, List<Bytes> keys, KeyRange range) {
        List<Event> events = new ArrayList<>();
        for (Bytes key : keys) {
            Version newest = range.contains(key) ? index.get(key) : null;
            Version version = newest == null ? null : newest.at(revision);
            if (version != null) {
                events.add(event(key, version));
            }
        }
        return events;
    }

    /** What happened when a version was written. */
    static Event event(Bytes key, Version version) {
        Version before = version.previous();
        KeyValue previous = before == null ? null : before.seen(key);
        KeyValue current = version.seen(key);
        return current == null
                ? new Event(Event.Kind.DELETE, KeyValue.deleted(key, version.mod()), previous)
                : new Event(Event.Kind.PUT, current, previous);
    }
}
