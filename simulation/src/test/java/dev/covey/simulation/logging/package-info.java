/** Keeps what the product logs as errors, because none is expected in a simulation. */
@NullMarked
package dev.covey.simulation.logging;

import org.jspecify.annotations.NullMarked;
