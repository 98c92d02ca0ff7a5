/**
 * Who is on the other end of a connection between members, and how it is found.
 *
 * <p>A member is addressed by its node id, as {@code covey:///<node id>}, never by host and port:
 * the address book says where a node listens now, so a new address is no change of the group. Both
 * ends of a connection must show a certificate, and the node id in it must be the one that was
 * dialled or that a message claims to come from. What members ask of each other beside Raft goes
 * over small calls on the same port.
 */
@NullMarked
package dev.covey.raft.peer;

import org.jspecify.annotations.NullMarked;
