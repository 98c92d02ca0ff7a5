package dev.covey.dist.node;

import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Endpoint;
import dev.covey.model.Link;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.x509.PeerName;
import dev.covey.raft.RaftConfig;
import dev.covey.raft.RaftStore;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A master's copy of the database, and what it says of who is a member. */
final class StorePart implements AutoCloseable {

    private final RaftStore store;
    private final Members members;
    private volatile @Nullable RaftStore started;

    StorePart(Surroundings around) {
        NodeFile node = around.node();
        Identity identity = around.identity();
        Clock clock = around.clock();
        ListedMasters listedMasters = new ListedMasters(around.directory().masters());
        this.members =
                new Members(
                        () -> Optional.ofNullable(started).map(RaftStore::view),
                        listedMasters::ids);
        Endpoint listen = new Endpoint(node.listen(), node.ports().raft());
        Birth birth =
                node.founder()
                        ? new Birth.Found(List.of(PeerSpec.of(node.nodeId(), own(node))))
                        : new Birth.Join();
        MemberPolicy policy =
                peer ->
                        peer.name().id().equals(node.nodeId())
                                ? MemberPolicy.allowed()
                                : members.judge(peer);
        MemberTrust trust =
                new MemberTrust(
                        identity::authorities,
                        policy,
                        ExpectedPeer.any(),
                        TrustEvents.none(),
                        clock);
        MemberTls tls =
                new MemberTls(
                        new LiveKeys(identity.member()),
                        trust,
                        certificate -> PeerName.of(certificate).map(PeerName::id));
        this.store =
                RaftStore.start(
                        new RaftConfig(
                                node.clusterId(),
                                node.nodeId(),
                                listen,
                                around.directory().store(),
                                birth,
                                RaftConfig.Habits.usual(id -> listedMasters.ids().contains(id))),
                        tls,
                        clock);
        this.started = store;
    }

    /** The replicated store. */
    RaftStore store() {
        return store;
    }

    /** Who is a member. */
    Members members() {
        return members;
    }

    private static Endpoint own(NodeFile node) {
        Link best =
                node.links().stream()
                        .reduce((a, b) -> b.priority() > a.priority() ? b : a)
                        .orElseThrow();
        return new Endpoint(best.address(), node.ports().raft());
    }

    @Override
    public void close() {
        store.close();
    }
}
