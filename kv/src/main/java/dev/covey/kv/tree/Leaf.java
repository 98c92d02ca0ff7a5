package dev.covey.kv.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node that holds entries. */
final class Leaf<K extends Comparable<K>, V> extends Node<K, V> {

    private final Object[] values;

    Leaf(@Nullable Object owner) {
        this(owner, new Object[WIDTH], new Object[WIDTH], 0, Long.MIN_VALUE);
    }

    private Leaf(@Nullable Object owner, Object[] keys, Object[] values, int size, long stamp) {
        super(owner, keys, size, stamp);
        this.values = values;
    }

    @SuppressWarnings("unchecked") // only values are ever stored there
    private V value(int index) {
        return (V) values[index];
    }

    @Override
    Leaf<K, V> ownedBy(Object editor) {
        return editor.equals(owner)
                ? this
                : new Leaf<>(editor, keys.clone(), values.clone(), size, stamp);
    }

    @Override
    @Nullable V get(K key) {
        int at = lowerBound(key, 0);
        return at < size && key(at).compareTo(key) == 0 ? value(at) : null;
    }

    @Override
    boolean put(K key, V value, Editor<K, V> editor) {
        stamp = Math.max(stamp, editor.stampOf(value));
        int at = lowerBound(key, 0);
        if (at < size && key(at).compareTo(key) == 0) {
            values[at] = value;
            return false;
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        keys[at] = key;
        values[at] = value;
        size++;
        return true;
    }

    @Override
    void replace(K key, V value, Editor<K, V> editor) {
        stamp = Math.max(stamp, editor.stampOf(value));
        values[lowerBound(key, 0)] = value;
    }

    @Override
    void remove(K key, Editor<K, V> editor) {
        int at = lowerBound(key, 0);
        System.arraycopy(keys, at + 1, keys, at, size - at - 1);
        System.arraycopy(values, at + 1, values, at, size - at - 1);
        size--;
        clearFrom(size, size + 1);
    }

    @Override
    Leaf<K, V> split(int at, Editor<K, V> editor) {
        Leaf<K, V> right = new Leaf<>(editor.token());
        right.size = size - at;
        System.arraycopy(keys, at, right.keys, 0, right.size);
        System.arraycopy(values, at, right.values, 0, right.size);
        clearFrom(at, size);
        size = at;
        measure(editor);
        right.measure(editor);
        return right;
    }

    @SuppressWarnings("NullAway") // places beyond the size hold nothing and are never read
    private void clearFrom(int from, int to) {
        Arrays.fill(keys, from, to, null);
        Arrays.fill(values, from, to, null);
    }

    private void measure(Editor<K, V> editor) {
        stamp = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            stamp = Math.max(stamp, editor.stampOf(value(i)));
        }
    }

    @Override
    void absorb(Node<K, V> right, K separator) {
        Leaf<K, V> other = (Leaf<K, V>) right;
        System.arraycopy(other.keys, 0, keys, size, other.size);
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
        stamp = Math.max(stamp, other.stamp);
    }

    @Override
    boolean walk(@Nullable K from, @Nullable K end, Visitor<K, V> visitor) {
        for (int i = from == null ? 0 : lowerBound(from, 0); i < size; i++) {
            if (end != null && key(i).compareTo(end) >= 0) {
                return false;
            }
            if (!visitor.visit(key(i), value(i))) {
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
        long greatest = Long.MIN_VALUE;
        for (int i = from == null ? 0 : lowerBound(from, 0); i < size; i++) {
            if (end != null && key(i).compareTo(end) >= 0) {
                break;
            }
            greatest = Math.max(greatest, tree.stampOf(value(i)));
        }
        return greatest;
    }

    @Override
    @Nullable K firstKey() {
        return size == 0 ? null : key(0);
    }
}
