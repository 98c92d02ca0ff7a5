package dev.covey.kv.tree;

import org.jspecify.annotations.Nullable;

/**
 * Makes the next tree out of one, change by change. For one thread. What it reads includes its own
 * changes; nobody else sees them before {@link #tree()}.
 */
public final class Editor<K extends Comparable<K>, V> {

    private Tree<K, V> base;
    private Node<K, V> root;
    private long size;

    /** Marks the nodes that this editor has made and may still write to. */
    private Object token = new Object();

    Editor(Tree<K, V> base) {
        this.base = base;
        this.root = base.root;
        this.size = base.size();
    }

    Object token() {
        return token;
    }

    long stampOf(V value) {
        return base.stampOf(value);
    }

    /** The value of a key. */
    public @Nullable V get(K key) {
        return root.get(key);
    }

    /** Writes an entry. */
    public void put(K key, V value) {
        root = root.ownedBy(token);
        if (root.isFull()) {
            root = Branch.above(root, token);
        }
        if (root.put(key, value, this)) {
            size++;
        }
    }

    /** Writes another value for a key that is there. */
    public void replace(K key, V value) {
        root = root.ownedBy(token);
        root.replace(key, value, this);
    }

    /** Removes an entry, if it is there. */
    public void remove(K key) {
        if (root.get(key) == null) {
            return;
        }
        root = root.ownedBy(token);
        root.remove(key, this);
        size--;
        while (root instanceof Branch<K, V> branch && branch.size <= 1) {
            root = branch.size == 1 ? branch.onlyChild() : new Leaf<>(token);
        }
    }

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** The least key, or null if there is none. */
    public @Nullable K firstKey() {
        return root.firstKey();
    }

    /** The tree with all changes so far. What the editor changes later does not change it. */
    public Tree<K, V> tree() {
        if (root != base.root) {
            base = base.next(root, size);
            token = new Object();
        }
        return base;
    }

    /** Shows the entries from a key on and before another, in order; null stands for no bound. */
    public void walk(@Nullable K from, @Nullable K end, Visitor<K, V> visitor) {
        root.walk(from, end, visitor);
    }

    /** The greatest stamp of a range; see {@link Tree#greatestStamp}. */
    public long greatestStamp(@Nullable K from, @Nullable K end) {
        return root.greatestStamp(from, end, base);
    }
}
