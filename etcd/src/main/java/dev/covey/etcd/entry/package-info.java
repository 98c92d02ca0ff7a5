/**
 * How members come into a store that stands alone, and go.
 *
 * <p>An operator says by {@code member add} that somebody will come, and where from: that is a row
 * and no change of the group, so one that never comes costs nothing. The newcomer knocks at any
 * member, is told the id that it has from now on, and knocks again and again until it is what was
 * asked for: first let in without a vote, then, when it has everything, given one. Only the leader
 * judges, so that all of it goes on under the next one. What becomes of the calls of clients is the
 * business of {@code member}.
 */
@NullMarked
package dev.covey.etcd.entry;

import org.jspecify.annotations.NullMarked;
