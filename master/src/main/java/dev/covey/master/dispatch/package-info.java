/**
 * Sessions of agents with the active master: the server's half of the agent protocol.
 *
 * <p>{@link dev.covey.master.dispatch.Dispatch} is a step machine that serves one reign. It
 * computes what each node should have from the store, sends it whole once and then as deltas, turns
 * reports into rows, sums up traffic and commits it exactly once, and answers heartbeats only after
 * this master confirmed that it still leads.
 *
 * <p>What a node should have is never stored: users are kept once, by access group, with their
 * bytes and hashes shared by all nodes, so that a change of one user costs each node a few
 * operations and a new active master resumes a hundred workers without sending them anything.
 */
@NullMarked
package dev.covey.master.dispatch;

import org.jspecify.annotations.NullMarked;
