/** Batches, bounds and outcomes. */
@NullMarked
package dev.covey.raft.commit;

import org.jspecify.annotations.NullMarked;
