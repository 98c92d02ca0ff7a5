/** Members in processes of their own: paused, cut off and killed. */
@NullMarked
package dev.covey.raft.process;

import org.jspecify.annotations.NullMarked;
