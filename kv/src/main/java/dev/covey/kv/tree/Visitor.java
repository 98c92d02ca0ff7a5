package dev.covey.kv.tree;

/** Is shown entries in the order of their keys. */
@FunctionalInterface
public interface Visitor<K, V> {

    /** Looks at one entry; returns whether to go on. */
    boolean visit(K key, V value);
}
