/**
 * Ratis, set up: one group per process, its settings, its directory, its start and end.
 *
 * <p>Everything that is known of Ratis's own settings and habits is here and in {@code machine}.
 */
@NullMarked
package dev.covey.raft.server;

import org.jspecify.annotations.NullMarked;
