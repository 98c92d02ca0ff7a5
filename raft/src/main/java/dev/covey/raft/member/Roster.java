package dev.covey.raft.member;

import dev.covey.raft.server.Peers;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Seat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.SetConfigurationRequest.Arguments;
import org.apache.ratis.protocol.SetConfigurationRequest.Mode;
import org.apache.ratis.server.RaftConfiguration;

/**
 * The members of one configuration.
 *
 * @param index of the entry that made it
 * @param edition tells it from others with the same members, see {@link Peers}
 * @param changing whether Ratis is on the way from another one
 */
public record Roster(
        Map<String, PeerSpec> voters,
        Map<String, PeerSpec> learners,
        long index,
        int edition,
        boolean changing) {

    /** The configuration as Ratis has it. */
    public static Roster of(RaftConfiguration members) {
        Collection<RaftPeer> voters = members.getCurrentPeers();
        return new Roster(
                byNode(voters),
                byNode(members.getCurrentPeers(RaftPeerRole.LISTENER)),
                members.getLogEntryIndex(),
                voters.stream().mapToInt(RaftPeer::getPriority).max().orElse(0),
                !members.getPreviousPeers().isEmpty());
    }

    /** Everybody who is in it or was until now. */
    public static List<RaftPeer> everybody(RaftConfiguration members) {
        return Stream.concat(
                        members.getAllPeers().stream(),
                        members.getAllPeers(RaftPeerRole.LISTENER).stream())
                .toList();
    }

    /** The seat of a node that is a member. */
    public Seat seat(String node) {
        return voters.containsKey(node) ? Seat.VOTER : Seat.LEARNER;
    }

    /** Whether a node is in it. */
    public boolean has(String node) {
        return voters.containsKey(node) || learners.containsKey(node);
    }

    /** With another learner. */
    public Roster withLearner(PeerSpec peer) {
        Map<String, PeerSpec> more = new LinkedHashMap<>(learners);
        more.put(peer.node(), peer);
        return with(voters, more, edition);
    }

    /** With learners turned into voters. */
    public Roster promoted(Collection<String> nodes) {
        Map<String, PeerSpec> voting = new LinkedHashMap<>(voters);
        Map<String, PeerSpec> learning = new LinkedHashMap<>(learners);
        for (String node : nodes) {
            PeerSpec peer = learning.remove(node);
            if (peer != null) {
                voting.put(node, peer);
            }
        }
        return with(voting, learning, edition);
    }

    /** Without a member. */
    public Roster without(String node) {
        Map<String, PeerSpec> voting = new LinkedHashMap<>(voters);
        Map<String, PeerSpec> learning = new LinkedHashMap<>(learners);
        voting.remove(node);
        learning.remove(node);
        return with(voting, learning, edition);
    }

    /** With another address of a member. */
    public Roster readdressed(PeerSpec peer) {
        Map<String, PeerSpec> voting = new LinkedHashMap<>(voters);
        Map<String, PeerSpec> learning = new LinkedHashMap<>(learners);
        voting.replace(peer.node(), peer);
        learning.replace(peer.node(), peer);
        return with(voting, learning, edition + 1);
    }

    /** What Ratis must be told to go from this configuration to the next, and from no other. */
    public Arguments to(Roster next) {
        return Arguments.newBuilder()
                .setMode(Mode.COMPARE_AND_SET)
                .setServersInCurrentConf(ratis(voters, Seat.VOTER))
                .setListenersInCurrentConf(ratis(learners, Seat.LEARNER))
                .setServersInNewConf(next.ratis(next.voters, Seat.VOTER))
                .setListenersInNewConf(next.ratis(next.learners, Seat.LEARNER))
                .build();
    }

    private List<RaftPeer> ratis(Map<String, PeerSpec> peers, Seat seat) {
        return peers.values().stream().map(peer -> Peers.toRatis(peer, seat, edition)).toList();
    }

    private Roster with(
            Map<String, PeerSpec> voting, Map<String, PeerSpec> learning, int newEdition) {
        return new Roster(voting, learning, index, newEdition, changing);
    }

    private static Map<String, PeerSpec> byNode(Collection<RaftPeer> peers) {
        Map<String, PeerSpec> found = new LinkedHashMap<>();
        peers.stream()
                .filter(peer -> peer.getClientAddress() != null)
                .map(Peers::fromRatis)
                .sorted(java.util.Comparator.comparing(PeerSpec::node))
                .forEach(peer -> found.put(peer.node(), peer));
        return found;
    }
}
