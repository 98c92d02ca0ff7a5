package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Commit;
import dev.covey.kv.Event;
import dev.covey.kv.tree.Editor;
import dev.covey.kv.tree.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One space in the middle of a batch. For one thread. */
final class SpaceDraft implements Keys {

    /** How many revisions each batch sweeps at most, so that a compaction never stalls the rest. */
    private static final int SWEEP = 4096;

    private static final long LEAP = 1L << 40;

    private final SpaceState before;
    private final Editor<Bytes, Version> index;
    private final Editor<Long, List<Bytes>> log;
    private final LeasesDraft leases;
    private long revision;
    private long floor;
    private long swept;
    private long used;
    private long quota;

    /** What was looked up last: the check before a put and the put itself look up the same. */
    private @Nullable Bytes lastKey;

    private @Nullable Version lastVersion;

    /** What the request that is under way has changed so far. */
    private final List<Event> events = new ArrayList<>();

    SpaceDraft(SpaceState before) {
        this.before = before;
        index = before.index().edit();
        log = before.log().edit();
        leases = new LeasesDraft(before.leases());
        Numbers numbers = before.numbers();
        revision = numbers.revision();
        floor = numbers.floor();
        swept = numbers.swept();
        used = numbers.used();
        quota = numbers.quota();
    }

    SpaceState finish() {
        Numbers numbers = new Numbers(revision, floor, swept, used, quota);
        return new SpaceState(before.space(), index.tree(), log.tree(), leases.finish(), numbers);
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public long floor() {
        return floor;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a put asks twice with the same object
    public @Nullable Version newest(Bytes key) {
        if (key != lastKey) {
            lastVersion = index.get(key);
            lastKey = key;
        }
        return lastVersion;
    }

    @Override
    public void walk(Bytes from, @Nullable Bytes end, Visitor<Bytes, Version> visitor) {
        index.walk(from, end, visitor);
    }

    @Override
    public long lastChange(Bytes from, @Nullable Bytes end) {
        return index.greatestStamp(from, end);
    }

    long used() {
        return used;
    }

    long quota() {
        return quota;
    }

    void setQuota(long bytes) {
        quota = bytes;
    }

    void put(Bytes key, @Nullable Version newest, Version.Content content) {
        Version version = Version.put(newest, revision + 1, events.size(), content);
        if (newest == null) {
            index.put(key, version);
        } else {
            index.replace(key, version);
        }
        leases.move(key, newest == null ? 0 : newest.lease(), content.lease());
        record(key, version);
    }

    /** Deletes a key that exists. */
    void delete(Bytes key, Version newest) {
        Version version = Version.deleted(newest, revision + 1, events.size());
        index.replace(key, version);
        leases.move(key, newest.lease(), 0);
        record(key, version);
    }

    LeasesDraft leases() {
        return leases;
    }

    /** Ends a lease and deletes what hangs on it. */
    void revoke(long lease) {
        for (Bytes key : leases.keysOf(lease)) {
            delete(key, Objects.requireNonNull(index.get(key), "no such key"));
        }
        leases.end(lease);
    }

    private void record(Bytes key, Version version) {
        lastKey = null;
        used += version.bytes(key);
        events.add(SpaceState.event(key, version));
    }

    /** Closes the revision, if anything has changed. */
    @Nullable Commit seal() {
        if (events.isEmpty()) {
            return null;
        }
        revision++;
        Commit commit = new Commit(before.space(), revision, events);
        log.put(revision, keys(commit.events()));
        events.clear();
        return commit;
    }

    private static List<Bytes> keys(List<Event> events) {
        return events.size() == 1
                ? List.of(events.getFirst().key())
                : events.stream().map(Event::key).toList();
    }

    void compact(long to) {
        floor = to;
    }

    /** Leaps to a revision that no one has seen, with everything below compacted. */
    void renew() {
        sweep(revision);
        revision = (revision / LEAP + 1) * LEAP;
        floor = revision;
        swept = revision;
    }

    /** Removes some of what compaction has put out of sight. */
    void sweep() {
        if (swept < floor) {
            sweep(Math.min(floor, swept + SWEEP) - 1);
            if (swept == floor) {
                sweepBelowFloor();
            }
        }
    }

    /**
     * Forgets for every revision up to the last one what it replaced, and its deletions. Done in
     * the order of revisions, whatever the batches, so that replicas agree on the bytes used.
     */
    private void sweep(long last) {
        Map<Bytes, Long> changed = new HashMap<>();
        List<Long> revisions = new ArrayList<>();
        log.walk(
                swept,
                last + 1,
                (at, keys) -> {
                    revisions.add(at);
                    keys.forEach(key -> changed.put(key, at));
                    return true;
                });
        revisions.forEach(log::remove);
        changed.forEach((key, at) -> cut(key, at, true));
        swept = last + 1;
    }

    /** The events of the floor itself can still be watched, so its deletions stay. */
    private void sweepBelowFloor() {
        List<Bytes> keys = log.get(floor);
        if (keys != null) {
            keys.forEach(key -> cut(key, floor, false));
        }
    }

    private void cut(Bytes key, long at, boolean deletionToo) {
        lastKey = null;
        Version newest = index.get(key);
        if (newest == null) {
            return;
        }
        used -= newest.freedByCut(key, at, deletionToo);
        Version kept = newest.cut(at, deletionToo);
        if (kept == null) {
            index.remove(key);
        } else if (kept != newest) {
            index.replace(key, kept);
        }
    }
}
