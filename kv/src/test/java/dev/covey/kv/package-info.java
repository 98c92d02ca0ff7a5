/** Requests made at random, from a seed that is printed when a test fails. */
@NullMarked
package dev.covey.kv;

import org.jspecify.annotations.NullMarked;
