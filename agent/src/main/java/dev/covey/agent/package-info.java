/** A worker: compares what is wanted of its node with what is there, and acts. */
@NullMarked
package dev.covey.agent;

import org.jspecify.annotations.NullMarked;
