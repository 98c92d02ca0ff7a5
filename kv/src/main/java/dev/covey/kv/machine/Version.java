package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Limits;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of a key, or its deletion, linked to the older ones. Immutable.
 *
 * <p>Beside the link to its predecessor each version has one that jumps back further, so an old
 * version of a busy key is found in logarithmic time (Myers, "An applicative random-access stack",
 * 1983).
 */
public final class Version {

    private final long mod;
    private final long create;
    private final long number;
    private final long lease;
    private final int order;
    private final int depth;
    private final @Nullable Bytes value;
    private final @Nullable Version previous;
    private final Version jump;

    /**
     * When a version was written.
     *
     * @param mod the revision that wrote it
     * @param create the revision that made the key; 0 for a deletion
     * @param number the version of the key; 0 for a deletion
     * @param lease that the key hangs on; 0 for none
     * @param order the place of this change among those of its revision
     */
    public record Stamp(long mod, long create, long number, long lease, int order) {}

    /**
     * A version after another.
     *
     * @param value null for a deletion
     */
    public Version(Stamp stamp, @Nullable Bytes value, @Nullable Version previous) {
        this.mod = stamp.mod;
        this.create = stamp.create;
        this.number = stamp.number;
        this.lease = stamp.lease;
        this.order = stamp.order;
        this.value = value;
        this.previous = previous;
        this.depth = previous == null ? 0 : previous.depth + 1;
        this.jump = previous == null ? this : jumpOver(previous);
    }

    private static Version jumpOver(Version previous) {
        Version over = previous.jump;
        boolean equal = previous.depth - over.depth == over.depth - over.jump.depth;
        return equal ? over.jump : previous;
    }

    /** The revision that wrote this. */
    public long mod() {
        return mod;
    }

    /** All numbers of this version. */
    public Stamp stamp() {
        return new Stamp(mod, create, number, lease, order);
    }

    /** The value; null for a deletion. */
    public @Nullable Bytes value() {
        return value;
    }

    /** The version before, if it is not forgotten. */
    public @Nullable Version previous() {
        return previous;
    }

    /** Whether the key exists at this version. */
    boolean exists() {
        return value != null;
    }

    /** The version that a put at a revision makes out of the newest one. */
    static Version put(@Nullable Version newest, long revision, int order, Content content) {
        boolean exists = newest != null && newest.exists();
        long create = newest != null && exists ? newest.create : revision;
        long number = newest != null && exists ? newest.number + 1 : 1;
        return new Version(
                new Stamp(revision, create, number, content.lease, order), content.value, newest);
    }

    /** What a put writes. */
    record Content(Bytes value, long lease) {}

    /** The version that a deletion at a revision makes out of the newest one. */
    static Version deleted(Version newest, long revision, int order) {
        return new Version(new Stamp(revision, 0, 0, 0, order), null, newest);
    }

    /** The client lease that the key hangs on; 0 for none. */
    long lease() {
        return lease;
    }

    /** The newest version at a revision, which may be a deletion; null if there was none yet. */
    @Nullable Version at(long revision) {
        Version found = this;
        while (found.mod > revision) {
            if (found.previous == null) {
                return null;
            }
            found = found.jump.mod > revision ? found.jump : found.previous;
        }
        return found;
    }

    /** What a reader sees; null for a deletion. */
    @Nullable KeyValue seen(Bytes key) {
        return value == null ? null : new KeyValue(key, value, create, mod, number, lease);
    }

    /** What a reader sees of a version that is no deletion. */
    KeyValue existing(Bytes key) {
        return Objects.requireNonNull(seen(key), "deleted");
    }

    /** What this counts against the quota. */
    public long bytes(Bytes key) {
        return Limits.VERSION_OVERHEAD + key.length() + (value == null ? 0L : value.length());
    }

    /**
     * This version and its predecessors without those before a revision; null if nothing is left.
     *
     * @param deletionToo whether the newest version at that revision goes too if it is a deletion
     */
    @Nullable Version cut(long revision, boolean deletionToo) {
        ArrayDeque<Version> kept = new ArrayDeque<>();
        Version last = this;
        while (last != null && last.mod > revision) {
            kept.push(last);
            last = last.previous;
        }
        Version chain = last == null || last.goes(deletionToo) ? null : last.alone();
        if (chain == last) {
            return this;
        }
        for (Version version : kept) {
            chain = new Version(version.stamp(), version.value, chain);
        }
        return chain;
    }

    private boolean goes(boolean deletionToo) {
        return deletionToo && !exists();
    }

    private Version alone() {
        return previous == null ? this : new Version(stamp(), value, null);
    }

    /** What {@link #cut} frees of the quota. */
    long freedByCut(Bytes key, long revision, boolean deletionToo) {
        Version last = at(revision);
        if (last == null) {
            return 0;
        }
        long freed = last.goes(deletionToo) ? last.bytes(key) : 0;
        for (Version older = last.previous; older != null; older = older.previous) {
            freed += older.bytes(key);
        }
        return freed;
    }
}
