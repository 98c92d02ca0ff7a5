/**
 * Threads: the only place of the product that makes them.
 *
 * <p>Logic lives in step machines, which have none; {@link dev.covey.runtime.task.Loop} is the thin
 * thread around one. What must block (HTTP handlers, drivers, effectors) runs on virtual threads
 * from {@link dev.covey.runtime.task.Tasks}.
 */
@NullMarked
package dev.covey.runtime.task;

import org.jspecify.annotations.NullMarked;
