/**
 * What an agent must find again after a crash: an append-only file of records with checksums. A
 * torn end, the trace of a power cut, is trimmed silently; damage before the end is told, and
 * everything behind it is given up, so what is read is always a state that once was.
 */
@NullMarked
package dev.covey.agent.disk;

import org.jspecify.annotations.NullMarked;
