/**
 * Counts traffic exactly once. A core's cumulative counters are read every second without being
 * reset; what they grew by is journalled on the disk, bundled into numbered batches that never
 * change once they were sent, and forgotten when the masters have committed them. A core that dies
 * takes at most the bytes since the last reading along, and that is told.
 */
@NullMarked
package dev.covey.agent.meter;

import org.jspecify.annotations.NullMarked;
