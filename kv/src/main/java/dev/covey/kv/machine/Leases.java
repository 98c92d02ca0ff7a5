package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.tree.Tree;
import dev.covey.kv.tree.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client leases of one space. Immutable.
 *
 * @param seconds how long each lease lives after a sign of life
 * @param attached which keys hang on which lease
 */
public record Leases(Tree<Long, Long> seconds, Tree<Attachment, Boolean> attached) {

    /** No leases. */
    static final Leases NONE = new Leases(Tree.empty(), Tree.empty());

    /** A key that hangs on a lease; ordered by lease, then by key. */
    public record Attachment(long lease, Bytes key) implements Comparable<Attachment> {
        @Override
        public int compareTo(Attachment other) {
            int byLease = Long.compare(lease, other.lease);
            return byLease != 0 ? byLease : key.compareTo(other.key);
        }
    }

    /** How long a lease lives after a sign of life, in seconds; null if there is no such lease. */
    public @Nullable Long secondsOf(long lease) {
        return seconds.get(lease);
    }

    /** The leases, in the order of their numbers. */
    public List<Long> all() {
        List<Long> all = new ArrayList<>();
        seconds.walk(null, null, (lease, _) -> all.add(lease));
        return all;
    }

    /** The keys that hang on a lease, in order. */
    public List<Bytes> keysOf(long lease) {
        List<Bytes> keys = new ArrayList<>();
        attached.walk(new Attachment(lease, Bytes.EMPTY), null, gather(lease, keys));
        return keys;
    }

    static Visitor<Attachment, Boolean> gather(long lease, List<Bytes> into) {
        return (attachment, _) -> attachment.lease == lease && into.add(attachment.key);
    }
}
