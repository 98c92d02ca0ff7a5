package dev.covey.kv.tree;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An immutable ordered map. Safe for use by many threads. */
public final class Tree<K extends Comparable<K>, V> {

    final Node<K, V> root;
    private final long size;
    private final ToLongFunction<V> stamp;

    private Tree(Node<K, V> root, long size, ToLongFunction<V> stamp) {
        this.root = root;
        this.size = size;
        this.stamp = stamp;
    }

    /**
     * A map without entries.
     *
     * @param stamp a number of each value that never falls as a key's value is replaced
     */
    public static <K extends Comparable<K>, V> Tree<K, V> empty(ToLongFunction<V> stamp) {
        return new Tree<K, V>(new Leaf<K, V>(null), 0, stamp);
    }

    /** A map without entries whose values have no stamps. */
    public static <K extends Comparable<K>, V> Tree<K, V> empty() {
        return empty(value -> 0);
    }

    Tree<K, V> next(Node<K, V> newRoot, long newSize) {
        return new Tree<>(newRoot, newSize, stamp);
    }

    long stampOf(V value) {
        return stamp.applyAsLong(value);
    }

    /** Begins to make another map out of this one, which stays as it is. */
    public Editor<K, V> edit() {
        return new Editor<>(this);
    }

    /** The value of a key. */
    public @Nullable V get(K key) {
        return root.get(key);
    }

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** Shows the entries from a key on and before another, in order; null stands for no bound. */
    public void walk(@Nullable K from, @Nullable K end, Visitor<K, V> visitor) {
        root.walk(from, end, visitor);
    }

    /**
     * The greatest stamp of the entries from a key on and before another; null stands for no bound.
     * May be the stamp of an entry that was removed, never less than that of one that is there.
     * {@link Long#MIN_VALUE} if there is none.
     */
    public long greatestStamp(@Nullable K from, @Nullable K end) {
        return root.greatestStamp(from, end, this);
    }
}
