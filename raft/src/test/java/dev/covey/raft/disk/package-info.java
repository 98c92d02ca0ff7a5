/** Damage and tears told apart. */
@NullMarked
package dev.covey.raft.disk;

import org.jspecify.annotations.NullMarked;
