/**
 * The port to the replicated store.
 *
 * <p>A {@link dev.covey.runtime.store.Store} is one member's door to the replicated machine of
 * {@code dev.covey.kv}. Covey's own rows live in the system space under UTF-8 keys and are read
 * through an immutable {@link dev.covey.runtime.store.View} and written by a {@link
 * dev.covey.runtime.store.Transaction} that asserts what it read. {@code execute} and the watch
 * over a {@code Space} give both spaces in the raw, for the etcd protocol.
 *
 * <p>{@link dev.covey.runtime.store.MachineView} and {@link dev.covey.runtime.store.Watches} serve
 * every implementation that applies a log to a machine. One conformance suite holds for all of
 * them.
 */
@NullMarked
package dev.covey.runtime.store;

import org.jspecify.annotations.NullMarked;
