/**
 * The Lock and Election services: clients take turns at a name. Each puts a key of its own under
 * it, on a lease; whose key is the oldest has its turn (etcd, {@code client/v3/concurrency}). A
 * client that does the same by itself stands in the same queue.
 */
@NullMarked
package dev.covey.etcd.turn;

import org.jspecify.annotations.NullMarked;
