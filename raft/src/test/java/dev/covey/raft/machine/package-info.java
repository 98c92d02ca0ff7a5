/** Tests of when snapshots are due. */
@NullMarked
package dev.covey.raft.machine;

import org.jspecify.annotations.NullMarked;
