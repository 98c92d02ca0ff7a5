/** Tests of loops and tasks. */
@NullMarked
package dev.covey.runtime.task;

import org.jspecify.annotations.NullMarked;
