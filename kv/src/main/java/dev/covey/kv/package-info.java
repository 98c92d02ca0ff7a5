/** The pure multi-version key-value machine: no input or output, no clock, no library. */
@NullMarked
package dev.covey.kv;

import org.jspecify.annotations.NullMarked;
