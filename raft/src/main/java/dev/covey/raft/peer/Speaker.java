package dev.covey.raft.peer;

/**
 * Who makes the members' own calls, as each call says: a node may have had several members, one
 * after the other.
 *
 * @param cluster the id of the cluster that the caller believes to be in
 * @param member the caller's own id; empty while it is no member
 */
public record Speaker(String cluster, String member) {}
