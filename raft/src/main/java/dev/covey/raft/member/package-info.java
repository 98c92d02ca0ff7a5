/**
 * Who belongs to the group, and how one configuration is made of another.
 *
 * <p>Ratis changes its members by joint consensus, so any step is safe as long as a majority of
 * both sides is there. What makes a step unwise is refused here, before Ratis sees it.
 */
@NullMarked
package dev.covey.raft.member;

import org.jspecify.annotations.NullMarked;
