package dev.covey.kv.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node that holds nodes. Key i is a lower bound of everything below child i and above everything
 * below child i-1; key 0 is not used.
 */
final class Branch<K extends Comparable<K>, V> extends Node<K, V> {

    private final Node<K, V>[] children;

    @SuppressWarnings("unchecked") // Java cannot make an array of a parameterized type
    private static <K extends Comparable<K>, V> Node<K, V>[] newChildren() {
        return (Node<K, V>[]) new Node<?, ?>[WIDTH];
    }

    private Branch(
            @Nullable Object owner, Object[] keys, Node<K, V>[] children, int size, long stamp) {
        super(owner, keys, size, stamp);
        this.children = children;
    }

    /** A root above a single node. */
    static <K extends Comparable<K>, V> Branch<K, V> above(Node<K, V> child, Object owner) {
        Branch<K, V> root =
                new Branch<K, V>(owner, new Object[WIDTH], newChildren(), 1, child.stamp);
        root.children[0] = child;
        return root;
    }

    @Override
    Branch<K, V> ownedBy(Object editor) {
        return editor.equals(owner)
                ? this
                : new Branch<>(editor, keys.clone(), children.clone(), size, stamp);
    }

    private int childFor(K key) {
        int at = lowerBound(key, 1);
        return at < size && key(at).compareTo(key) == 0 ? at : at - 1;
    }

    Node<K, V> onlyChild() {
        return children[0];
    }

    @Override
    @Nullable V get(K key) {
        return children[childFor(key)].get(key);
    }

    @Override
    boolean put(K key, V value, Editor<K, V> editor) {
        int at = childFor(key);
        if (children[at].isFull()) {
            splitChild(at, key, editor);
            at = childFor(key);
        }
        Node<K, V> child = children[at].ownedBy(editor.token());
        children[at] = child;
        boolean added = child.put(key, value, editor);
        stamp = Math.max(stamp, child.stamp);
        return added;
    }

    /** A run of rising keys leaves full nodes behind it, not half empty ones. */
    private void splitChild(int at, K key, Editor<K, V> editor) {
        Node<K, V> child = children[at].ownedBy(editor.token());
        boolean rising = child.key(child.size - 1).compareTo(key) < 0;
        int place = rising ? child.size - 1 : child.size / 2;
        K separator = child.key(place);
        Node<K, V> right = child.split(place, editor);
        children[at] = child;
        System.arraycopy(keys, at + 1, keys, at + 2, size - at - 1);
        System.arraycopy(children, at + 1, children, at + 2, size - at - 1);
        keys[at + 1] = separator;
        children[at + 1] = right;
        size++;
    }

    @Override
    void replace(K key, V value, Editor<K, V> editor) {
        int at = childFor(key);
        Node<K, V> child = children[at].ownedBy(editor.token());
        children[at] = child;
        child.replace(key, value, editor);
        stamp = Math.max(stamp, child.stamp);
    }

    @Override
    void remove(K key, Editor<K, V> editor) {
        int at = childFor(key);
        Node<K, V> child = children[at].ownedBy(editor.token());
        children[at] = child;
        child.remove(key, editor);
        if (child.size == 0) {
            dropChild(at);
        } else if (child.size < SPARSE) {
            mergeAround(at, editor);
        }
    }

    private void mergeAround(int at, Editor<K, V> editor) {
        if (at + 1 < size && children[at].size + children[at + 1].size <= MERGED) {
            merge(at, editor);
        } else if (at > 0 && children[at - 1].size + children[at].size <= MERGED) {
            merge(at - 1, editor);
        }
    }

    private void merge(int left, Editor<K, V> editor) {
        Node<K, V> node = children[left].ownedBy(editor.token());
        node.absorb(children[left + 1], key(left + 1));
        children[left] = node;
        dropChild(left + 1);
    }

    private void dropChild(int at) {
        System.arraycopy(keys, at + 1, keys, at, size - at - 1);
        System.arraycopy(children, at + 1, children, at, size - at - 1);
        size--;
        clearFrom(size, size + 1);
    }

    @Override
    Branch<K, V> split(int at, Editor<K, V> editor) {
        Branch<K, V> right =
                new Branch<K, V>(
                        editor.token(), new Object[WIDTH], newChildren(), size - at, stamp);
        System.arraycopy(keys, at, right.keys, 0, right.size);
        System.arraycopy(children, at, right.children, 0, right.size);
        clearFrom(at, size);
        size = at;
        measure();
        right.measure();
        return right;
    }

    @SuppressWarnings("NullAway") // places beyond the size hold nothing and are never read
    private void clearFrom(int from, int to) {
        Arrays.fill(keys, from, to, null);
        Arrays.fill(children, from, to, null);
    }

    private void measure() {
        stamp = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            stamp = Math.max(stamp, children[i].stamp);
        }
    }

    @Override
    void absorb(Node<K, V> right, K separator) {
        Branch<K, V> other = (Branch<K, V>) right;
        System.arraycopy(other.keys, 0, keys, size, other.size);
        System.arraycopy(other.children, 0, children, size, other.size);
        keys[size] = separator;
        size += other.size;
        stamp = Math.max(stamp, other.stamp);
    }

    @Override
    boolean walk(@Nullable K from, @Nullable K end, Visitor<K, V> visitor) {
        int first = from == null ? 0 : childFor(from);
        for (int i = first; i < size; i++) {
            if (end != null && i > 0 && key(i).compareTo(end) >= 0) {
                return false;
            }
            if (!children[i].walk(i == first ? from : null, end, visitor)) {
                return false;
            }
        }
        return true;
    }

    @Override
    long greatestStamp(@Nullable K from, @Nullable K end, Tree<K, V> tree) {
        if (from == null && end == null) {
            return stamp;
        }
        int first = from == null ? 0 : childFor(from);
        int last = end == null ? size - 1 : childFor(end);
        long greatest = Long.MIN_VALUE;
        for (int i = first; i <= last; i++) {
            long below =
                    children[i].greatestStamp(
                            i == first ? from : null, i == last ? end : null, tree);
            greatest = Math.max(greatest, below);
        }
        return greatest;
    }

    @Override
    @Nullable K firstKey() {
        return children[0].firstKey();
    }
}
