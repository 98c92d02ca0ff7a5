/** Who gets in, and as whom. */
@NullMarked
package dev.covey.raft.peer;

import org.jspecify.annotations.NullMarked;
