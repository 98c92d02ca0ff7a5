package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Space;
import dev.covey.kv.codec.MalformedException;
import dev.covey.kv.tree.Editor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a space from its numbers, its leases and then, key by key in order, the versions of each
 * key, oldest first. For one thread.
 */
public final class SpaceBuilder {

    private final Space space;
    private final Numbers numbers;
    private final Editor<Bytes, Version> index;
    private final LeasesDraft leases = new LeasesDraft(Leases.NONE);
    private final List<Logged> logged = new ArrayList<>();
    private @Nullable Bytes key;
    private @Nullable Version newest;
    private long used;

    private record Logged(long revision, int order, Bytes key) {}

    /** Begins a space. */
    public SpaceBuilder(Space space, Numbers numbers) {
        this.space = space;
        this.numbers = numbers;
        index = SpaceState.empty(space).index().edit();
        require(
                numbers.swept() <= numbers.floor() && numbers.floor() <= numbers.revision(),
                "numbers");
    }

    /** Adds a lease; all come before the first key. */
    public void lease(long lease, long seconds) {
        require(key == null && lease != 0 && seconds > 0 && !leases.has(lease), "lease");
        leases.grant(lease, seconds);
    }

    /** Begins the next key. */
    public void key(Bytes next) {
        require(key == null ? !next.isEmpty() : key.compareTo(next) < 0, "order of keys");
        closeKey();
        key = next;
    }

    private void closeKey() {
        if (key != null) {
            Version last = present(newest, "key without versions");
            require(last.lease() == 0 || leases.has(last.lease()), "lease");
            index.put(key, last);
            leases.move(key, 0, last.lease());
            newest = null;
        }
    }

    /**
     * Adds the next version of the key.
     *
     * @param value null for a deletion
     */
    public void version(Version.Stamp stamp, @Nullable Bytes value) {
        Bytes of = present(key, "version without a key");
        require(newest == null || newest.mod() < stamp.mod(), "order of versions");
        require(stamp.mod() <= numbers.revision(), "revision");
        newest = new Version(stamp, value, newest);
        used += newest.bytes(of);
        if (stamp.mod() >= numbers.swept()) {
            logged.add(new Logged(stamp.mod(), stamp.order(), of));
        }
    }

    /** The space. */
    public SpaceState build() {
        closeKey();
        require(used == numbers.used(), "bytes used");
        logged.sort(Comparator.comparingLong(Logged::revision).thenComparingInt(Logged::order));
        Editor<Long, List<Bytes>> log = SpaceState.empty(space).log().edit();
        int at = 0;
        while (at < logged.size()) {
            long revision = logged.get(at).revision();
            List<Bytes> keys = new ArrayList<>();
            while (at < logged.size() && logged.get(at).revision() == revision) {
                keys.add(logged.get(at).key());
                at++;
            }
            log.put(revision, List.copyOf(keys));
        }
        return new SpaceState(space, index.tree(), log.tree(), leases.finish(), numbers);
    }

    private static <T> T present(@Nullable T value, String wrong) {
        require(value != null, wrong);
        return Objects.requireNonNull(value);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new MalformedException("Expected a sound space, but found a wrong " + what + ".");
        }
    }
}
