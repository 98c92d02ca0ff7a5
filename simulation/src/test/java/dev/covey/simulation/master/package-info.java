/** One machine's master, for as long as its process lives. */
@NullMarked
package dev.covey.simulation.master;

import org.jspecify.annotations.NullMarked;
