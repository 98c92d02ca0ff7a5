/**
 * The network between machines: directed links that can be cut and slowed, and connections of
 * agents to masters over them, with the ways in which real ones fail. What is sent over a cut link
 * waits, as a kernel sends again what is not acknowledged, and gives up after a while.
 */
@NullMarked
package dev.covey.simulation.network;

import org.jspecify.annotations.NullMarked;
