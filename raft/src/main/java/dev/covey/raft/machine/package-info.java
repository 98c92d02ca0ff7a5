/**
 * The machine of {@code dev.covey.kv} under Ratis: entries are applied one by one, snapshots are
 * written beside.
 *
 * <p>Everything here that Ratis calls runs under its locks or on its applying thread: nothing here
 * may call Ratis, wait for it, or complete a future that others build upon.
 */
@NullMarked
package dev.covey.raft.machine;

import org.jspecify.annotations.NullMarked;
