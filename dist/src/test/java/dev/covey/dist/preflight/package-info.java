/** Tests of the preflight package. */
@NullMarked
package dev.covey.dist.preflight;

import org.jspecify.annotations.NullMarked;
