package dev.covey.kv.tree;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree. Only the editor that owns it may change it, and only until it hands its tree
 * out.
 */
abstract sealed class Node<K extends Comparable<K>, V> permits Leaf, Branch {

    /** Most entries of a node. */
    static final int WIDTH = 32;

    /** A node with fewer entries is merged with a neighbour where both fit easily. */
    static final int SPARSE = WIDTH / 4;

    /** Two nodes with more entries together than this stay two. */
    static final int MERGED = WIDTH * 3 / 4;

    final @Nullable Object owner;
    final Object[] keys;
    int size;

    /** No entry below has a greater stamp. May be too high after a removal, never too low. */
    long stamp;

    Node(@Nullable Object owner, Object[] keys, int size, long stamp) {
        this.owner = owner;
        this.keys = keys;
        this.size = size;
        this.stamp = stamp;
    }

    @SuppressWarnings("unchecked") // only keys are ever stored there
    final K key(int index) {
        return (K) keys[index];
    }

    /** The place of the first key that is not less than the given one, among places from..size. */
    final int lowerBound(K key, int from) {
        int low = from;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key(middle).compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    final boolean isFull() {
        return size == WIDTH;
    }

    /** This node, or a copy of it, that the owner may change. */
    abstract Node<K, V> ownedBy(Object editor);

    abstract @Nullable V get(K key);

    /** Puts into this owned node, which is not full. Returns whether the key is new. */
    abstract boolean put(K key, V value, Editor<K, V> editor);

    /** Replaces in this owned node the value of a key that is below it. */
    abstract void replace(K key, V value, Editor<K, V> editor);

    /** Removes from this owned node a key that is below it. */
    abstract void remove(K key, Editor<K, V> editor);

    /** Moves the entries from a place on into a new right neighbour. */
    abstract Node<K, V> split(int at, Editor<K, V> editor);

    /** Takes over all entries of the right neighbour, whose smallest possible key is given. */
    abstract void absorb(Node<K, V> right, K separator);

    /** Visits entries in order; returns false as soon as the visitor does. */
    abstract boolean walk(@Nullable K from, @Nullable K end, Visitor<K, V> visitor);

    abstract long greatestStamp(@Nullable K from, @Nullable K end, Tree<K, V> tree);

    abstract @Nullable K firstKey();
}
