/**
 * A running cluster of one on loopback, and everything that a stranger, a careless client or a
 * broken peer can send to its ports.
 */
@NullMarked
package dev.covey.dist.hostile;

import org.jspecify.annotations.NullMarked;
