/**
 * Stories: a directory each with a README that says what it shows, a script that says what is done
 * to a cluster, and the log of what came of it, which is the specification.
 */
@NullMarked
package dev.covey.simulation.story;

import org.jspecify.annotations.NullMarked;
