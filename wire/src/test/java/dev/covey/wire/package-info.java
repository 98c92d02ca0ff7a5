/** Tests of the protocol's own arithmetic. */
@NullMarked
package dev.covey.wire;

import org.jspecify.annotations.NullMarked;
