/** Tests of the engine, and the store they script. */
@NullMarked
package dev.covey.runtime.control;

import org.jspecify.annotations.NullMarked;
