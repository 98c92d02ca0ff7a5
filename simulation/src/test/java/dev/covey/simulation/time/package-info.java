/**
 * Virtual time: an agenda of what happens when, the clocks of machines, and processes that run
 * their step machines from the agenda. Everything runs in the thread that advances the agenda, in
 * the order of time and then of names, so that the same start gives the same course.
 */
@NullMarked
package dev.covey.simulation.time;

import org.jspecify.annotations.NullMarked;
