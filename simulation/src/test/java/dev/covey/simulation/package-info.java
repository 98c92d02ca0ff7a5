/** A whole cluster in one thread under virtual time. */
@NullMarked
package dev.covey.simulation;

import org.jspecify.annotations.NullMarked;
