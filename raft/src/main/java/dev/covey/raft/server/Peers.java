package dev.covey.raft.server;

import dev.covey.model.Endpoint;
import dev.covey.raft.peer.NodeResolver;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Seat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;

/**
 * Members in Ratis's words. The address is the node id, so Ratis never sees it change; where the
 * node listens rides in the field for clients' addresses, which Ratis stores, sends to all members
 * and never looks at.
 */
public final class Peers {

    /**
     * A member for Ratis. Ratis takes two configurations that differ in nothing but these fields
     * for the same one, so each change carries another {@code edition} in the place of the
     * priority; all members have the same, so it prefers nobody.
     */
    public static RaftPeer toRatis(PeerSpec peer, Seat seat, int edition) {
        return RaftPeer.newBuilder()
                .setId(peer.node())
                .setAddress(NodeResolver.target(peer.node()))
                .setClientAddress(
                        peer.addresses().stream()
                                .map(Endpoint::toString)
                                .collect(Collectors.joining(",")))
                .setPriority(edition)
                .setStartupRole(seat == Seat.VOTER ? RaftPeerRole.FOLLOWER : RaftPeerRole.LISTENER)
                .build();
    }

    /** A member as Ratis has it. */
    public static PeerSpec fromRatis(RaftPeer peer) {
        return new PeerSpec(peer.getId().toString(), addresses(peer.getClientAddress()));
    }

    /** Members as Ratis has them. */
    public static List<PeerSpec> fromRatis(Collection<RaftPeer> peers) {
        return peers.stream().map(Peers::fromRatis).toList();
    }

    /** Reads addresses separated by commas. */
    static List<Endpoint> addresses(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(address -> Endpoint.parse("address", address, 0))
                .toList();
    }

    private Peers() {}
}
