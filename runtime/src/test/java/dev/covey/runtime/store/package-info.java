/**
 * What every implementation of the store must keep: a suite over a factory, with its own small
 * words. It is in the test jar, so that each implementation runs it.
 */
@NullMarked
package dev.covey.runtime.store;

import org.jspecify.annotations.NullMarked;
