/**
 * Somebody who asks the masters for something, as the command line and the console do: of any
 * master, with a request id, and left without an answer when that is lost.
 */
@NullMarked
package dev.covey.simulation.client;

import org.jspecify.annotations.NullMarked;
