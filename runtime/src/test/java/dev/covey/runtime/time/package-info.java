/** Clocks for tests. */
@NullMarked
package dev.covey.runtime.time;

import org.jspecify.annotations.NullMarked;
