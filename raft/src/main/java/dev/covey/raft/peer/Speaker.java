package dev.covey.raft.peer;

import org.apache.ratis.thirdparty.io.grpc.Metadata;

/**
 * Who makes the members' own calls, as each call says: a node may have had several members, one
 * after the other.
 *
 * @param cluster the id of the cluster that the caller believes to be in; empty while in none
 * @param member the caller's own id; empty while it is no member
 */
public record Speaker(String cluster, String member) {

    void tell(Metadata headers) {
        if (!cluster.isEmpty()) {
            headers.put(NodeGate.CLUSTER, cluster);
        }
        if (!member.isEmpty()) {
            headers.put(NodeGate.FROM, member);
        }
    }
}
