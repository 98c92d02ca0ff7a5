/**
 * Stories that nobody wrote: random faults against random requests, from a seed. Storms, in which
 * anything may break, alternate with calms, in which everything is mended and must come to rest.
 * What must hold always is checked after every step, what must hold in the end after every calm.
 */
@NullMarked
package dev.covey.simulation.chance;

import org.jspecify.annotations.NullMarked;
