/** The running node: its parts, started in order and stopped in reverse. */
@NullMarked
package dev.covey.dist.node;

import org.jspecify.annotations.NullMarked;
