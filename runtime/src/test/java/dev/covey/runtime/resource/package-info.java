/** Resources for tests. */
@NullMarked
package dev.covey.runtime.resource;

import org.jspecify.annotations.NullMarked;
