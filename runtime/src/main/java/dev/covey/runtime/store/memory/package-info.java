/**
 * A store of several members in one object, on a simulated replicated log.
 *
 * <p>{@link dev.covey.runtime.store.memory.MemoryCluster} is told step by step who leads, who is
 * cut off, what is committed and which answers are lost; each {@link
 * dev.covey.runtime.store.memory.MemoryStore} is the door of one member. There are no threads, no
 * clock and no chance in it, so a test or a simulation sees the same each time.
 */
@NullMarked
package dev.covey.runtime.store.memory;

import org.jspecify.annotations.NullMarked;
