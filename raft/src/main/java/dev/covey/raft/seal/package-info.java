/**
 * What a member keeps beside Ratis's files to know what became of them, and what it remembers of
 * the other members: one small file, the <em>seal</em>.
 *
 * <p>Ratis's files have no checksum where they tell the vote and the members, nothing in them tells
 * a log that lost its end from one that ended there, and a directory that was copied at some moment
 * looks like the one that it was copied from. A member that goes on with any of these may vote
 * twice or miss what it acknowledged. So each member writes down now and then what it has, and what
 * the others said they have; at a start it compares, and the others do.
 */
@NullMarked
package dev.covey.raft.seal;

import org.jspecify.annotations.NullMarked;
