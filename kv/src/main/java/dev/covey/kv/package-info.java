/**
 * The words of the multi-version key-value machine: keys, versions, requests, replies and events.
 *
 * <p>The model is that of etcd v3: one ordered space of byte keys, a revision that rises by one
 * with each request that changes something, per-key create and modification revisions and versions,
 * reads at old revisions until they are compacted, transactions that compare and then act. There
 * are two such spaces in one log, {@link dev.covey.kv.Space}, each with its own revision.
 *
 * <p>Everything here is an immutable value. Nothing here does I/O, reads a clock or rolls dice: the
 * same batches give the same state on every replica.
 */
@NullMarked
package dev.covey.kv;

import org.jspecify.annotations.NullMarked;
