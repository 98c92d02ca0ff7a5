package dev.covey.raft.member;

import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.QuorumView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer.Division;

/** Looks at the group from one member. */
public record Lookout(String self, Division division) {

    /** The group now. */
    public QuorumView view() {
        DivisionInfo info = division.getInfo();
        Roster roster = Roster.of(division.getRaftConf());
        Sight sight = info.isLeader() ? sight(info) : Sight.NONE;
        Optional<String> leader = Optional.ofNullable(info.getLeaderId()).map(Object::toString);
        List<Member> members =
                Stream.concat(
                                roster.voters().values().stream(),
                                roster.learners().values().stream())
                        .map(peer -> member(peer, roster, leader, sight))
                        .toList();
        return new QuorumView(
                self,
                leader,
                info.getCurrentTerm(),
                info.getLastAppliedIndex(),
                division.getRaftLog().getLastCommittedIndex(),
                members,
                roster.changing());
    }

    private Member member(PeerSpec peer, Roster roster, Optional<String> leader, Sight sight) {
        String node = peer.node();
        return new Member(
                peer,
                roster.seat(node),
                leader.equals(Optional.of(node)),
                sight.lag(node),
                sight.contact(node));
    }

    private Sight sight(DivisionInfo info) {
        Map<String, Duration> contacts = new HashMap<>();
        RoleInfoProto role = info.getRoleInfoProto();
        for (ServerRpcProto follower : role.getLeaderInfo().getFollowerInfoList()) {
            contacts.put(
                    follower.getId().getId().toStringUtf8(),
                    Duration.ofMillis(follower.getLastRpcElapsedTimeMs()));
        }
        contacts.put(self, Duration.ZERO);
        Map<String, Long> committed = new HashMap<>();
        for (CommitInfoProto one : division.getCommitInfos()) {
            committed.put(one.getServer().getId().toStringUtf8(), one.getCommitIndex());
        }
        return new Sight(contacts, committed, committed.getOrDefault(self, 0L));
    }

    /** What only the leader sees of the others. */
    private record Sight(Map<String, Duration> contacts, Map<String, Long> committed, long own) {
        static final Sight NONE = new Sight(Map.of(), Map.of(), 0);

        OptionalLong lag(String node) {
            Long there = committed.get(node);
            return there == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, own - there));
        }

        Optional<Duration> contact(String node) {
            return Optional.ofNullable(contacts.get(node));
        }
    }
}
