/**
 * Who leads, and how a leader makes sure that it still does.
 *
 * <p>A leader confirms itself as in section 6.4 of the Raft thesis (Ongaro, 2014), over the
 * members' own calls: it takes its commit index, asks the voters for their term, and goes on once a
 * majority has answered, to a question sent after the request came, that their term is still its
 * own. A voter's term rises before it helps to elect anybody else, so no other leader can have been
 * elected before the question was sent. Nothing is written. Ratis's own read index is not used: it
 * takes an earlier acknowledgement for an answer and was seen to give stale reads after a
 * partition.
 */
@NullMarked
package dev.covey.raft.lead;

import org.jspecify.annotations.NullMarked;
