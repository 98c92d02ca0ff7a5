/** The program: reads its configuration and wires the parts together. */
@NullMarked
package dev.covey.dist;

import org.jspecify.annotations.NullMarked;
