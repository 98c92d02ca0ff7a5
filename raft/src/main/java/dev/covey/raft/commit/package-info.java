/**
 * Group commit: many requests ride in one entry of the log.
 *
 * <p>One entry is under way at a time, and the next carries whatever came meanwhile, so the batch
 * grows with the load and a lone request waits for nobody. A refusal is certain only before an
 * entry is handed to Raft; whatever goes wrong afterwards is an unknown outcome, because an entry
 * that a deposed leader has appended may still be committed by the next one.
 */
@NullMarked
package dev.covey.raft.commit;

import org.jspecify.annotations.NullMarked;
