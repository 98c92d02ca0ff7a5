/** Repeatable chance for tests. */
@NullMarked
package dev.covey.runtime.ids;

import org.jspecify.annotations.NullMarked;
