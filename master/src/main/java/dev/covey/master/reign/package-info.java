/**
 * What only the active master runs, started and stopped with its leadership: controllers, dispatch
 * and compaction. Each reign has fresh ones, under its own epoch; nothing is carried over in
 * memory.
 */
@NullMarked
package dev.covey.master.reign;

import org.jspecify.annotations.NullMarked;
