/**
 * The port to the membership of the store: who holds a copy, who votes, and how that changes.
 *
 * <p>A new master comes in as a learner, which is sent everything but does not vote; once it has
 * caught up it may be promoted. When that is wise (a second voter alone makes a cluster weaker, a
 * third makes it stronger) is the caller's policy; this port has the mechanism and refuses what
 * would lose the quorum.
 */
@NullMarked
package dev.covey.runtime.quorum;

import org.jspecify.annotations.NullMarked;
