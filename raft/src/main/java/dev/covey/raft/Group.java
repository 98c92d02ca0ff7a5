package dev.covey.raft;

import dev.covey.raft.member.Roster;
import dev.covey.raft.seal.Mates;
import dev.covey.raft.server.RatisMember;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer.Division;
import org.jspecify.annotations.Nullable;

/** The group as Ratis has it on this member; nobody while Ratis does not run. */
record Group(Supplier<@Nullable RatisMember> member) implements Mates {

    private Optional<Division> division() {
        return Optional.ofNullable(member.get()).map(RatisMember::division);
    }

    @Override
    public Set<String> voters() {
        return division().map(d -> ids(d.getRaftConf().getAllPeers())).orElse(Set.of());
    }

    @Override
    public Set<String> everybody() {
        return division().map(d -> ids(Roster.everybody(d.getRaftConf()))).orElse(Set.of());
    }

    private static Set<String> ids(Collection<RaftPeer> peers) {
        return peers.stream().map(peer -> peer.getId().toString()).collect(Collectors.toSet());
    }

    @Override
    public long heldBy(String node) {
        return division().stream()
                .flatMap(d -> d.getCommitInfos().stream())
                .filter(info -> info.getServer().getId().toStringUtf8().equals(node))
                .mapToLong(info -> info.getCommitIndex())
                .max()
                .orElse(-1);
    }

    @Override
    public long applied() {
        return division().map(d -> d.getInfo().getLastAppliedIndex()).orElse(-1L);
    }
}
