/**
 * The machine: applies batches of requests to the two spaces and says what came of each.
 *
 * <p>{@link dev.covey.kv.machine.State} is everything that is replicated, immutable; {@link
 * dev.covey.kv.machine.Machine} holds the present one and makes the next out of a batch. Readers,
 * watchers and the writer of a snapshot keep the state they have, for as long as they like, while
 * batches go on being applied.
 */
@NullMarked
package dev.covey.kv.machine;

import org.jspecify.annotations.NullMarked;
