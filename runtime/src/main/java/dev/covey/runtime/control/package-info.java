/**
 * Controllers, and the engine that runs them on the active master.
 *
 * <p>A {@link dev.covey.runtime.control.Controller} compares what should be with what is and says
 * what to change. It is a pure function of a view, a moment and news of its own effects: it never
 * acts, waits, reads a clock or rolls dice, so a simulation can repeat every decision. Controllers
 * never know each other; they meet in the store. One controller alone writes a given part of a
 * kind, which the engine checks when they are registered and with every plan.
 *
 * <p>Plans are level-based: a controller is told which key to look at, never what happened to it.
 * So it does not matter how often it is woken, whether a change was missed, or whether an earlier
 * plan was committed: it looks again and finds nothing left to do. That is why an unknown outcome
 * needs no special care: whatever a plan read is asserted by its transaction, so of two plans made
 * from the same state at most one is committed.
 *
 * <p>What must happen outside the store is an {@link dev.covey.runtime.control.Effect}: a value,
 * carried out by an {@link dev.covey.runtime.control.Effector} only after the row that stands for
 * it was written in this reign. Its {@link dev.covey.runtime.control.News} comes back to the
 * controller that asked for it.
 *
 * <p>One {@link dev.covey.runtime.control.Engine} serves one reign: it is made when this member's
 * claim is applied, carries that epoch in each transaction, and stops for good when the store says
 * that another leads.
 */
@NullMarked
package dev.covey.runtime.control;

import org.jspecify.annotations.NullMarked;
