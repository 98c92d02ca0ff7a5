/**
 * The masters' store: one group over a simulated log, elections, and each master's own door to it,
 * which takes time, can fall behind, and is gone with its process.
 */
@NullMarked
package dev.covey.simulation.store;

import org.jspecify.annotations.NullMarked;
