/**
 * What happened, one line each, as an operator would tell it: every change of a state in the store,
 * of an agent's session and of what a core serves, each refusal, and what the story did to the
 * cluster.
 */
@NullMarked
package dev.covey.simulation.chronicle;

import org.jspecify.annotations.NullMarked;
