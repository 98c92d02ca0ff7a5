/**
 * A persistent ordered map: a B+ tree whose nodes are copied when they change, so that every older
 * map stays as it was and can be read by other threads while a newer one is made.
 *
 * <p>Many changes in a row go through an {@link dev.covey.kv.tree.Editor}, which copies each node
 * once and then writes to its own copy (the "transients" of Clojure's persistent maps). Each node
 * knows the greatest stamp below it, so the greatest stamp of a range is found without a walk.
 */
@NullMarked
package dev.covey.kv.tree;

import org.jspecify.annotations.NullMarked;
