package dev.covey.dist.node;

import dev.covey.dist.directory.NodeFile;
import dev.covey.etcd.Addresses;
import dev.covey.etcd.EtcdServer;
import dev.covey.etcd.Habits;
import dev.covey.etcd.door.Backend;
import dev.covey.etcd.net.Listen;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Ports;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.Peer;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.x509.PeerName;
import dev.covey.raft.RaftStore;
import dev.covey.runtime.resource.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A master's door for etcd's clients, on loopback: for masters and for holders of a client's
 * certificate of the cluster. They see the user space and nothing of Covey's own.
 */
final class EtcdPart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EtcdPart.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final EtcdServer server;

    EtcdPart(Surroundings around, StorePart storePart, LiveCredentials shown) throws IOException {
        NodeFile node = around.node();
        RaftStore store = storePart.store();
        int port = Ports.etcd(node.ports());
        DatedTrust trust =
                new DatedTrust(
                        around.identity()::authorities,
                        Set.of(PeerName.Kind.NODE, PeerName.Kind.CLIENT),
                        peer -> judge(storePart, peer),
                        around.clock());
        Listen listen =
                new Listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        Optional.of(tls(shown, trust)));
        Backend.Place place =
                new Backend.Place(
                        node.clusterId(),
                        node.nodeId(),
                        node.name(),
                        List.of("https://" + LOOPBACK + ":" + port),
                        "https",
                        false);
        Backend.Machine machine = new Backend.Machine(around.clock(), around.tasks(), around.ids());
        server =
                started(
                        new Backend(store, store.leaderLine(), store.quorum(), place, machine),
                        listen);
    }

    /**
     * Another etcd on this machine is no reason to be without a master: leases end all the same.
     */
    private static EtcdServer started(Backend backend, Listen listen) throws IOException {
        try {
            return new EtcdServer(backend, Addresses.of(listen), Habits.USUAL);
        } catch (IOException e) {
            LOG.error("etcd's clients are not served: {}: {}", listen.at(), e.getMessage());
            return new EtcdServer(backend, Addresses.of(), Habits.USUAL);
        }
    }

    /** Masters may do everything; a client's certificate names its user. */
    private static Listen.Tls tls(LiveCredentials shown, DatedTrust trust) {
        return new Listen.Tls(
                Tls.context(new LiveKeys(shown), trust),
                true,
                certificate ->
                        PeerName.of(certificate)
                                .map(
                                        name ->
                                                name.kind() == PeerName.Kind.CLIENT
                                                        ? name.id()
                                                        : "root"));
    }

    private static MemberPolicy.Verdict judge(StorePart storePart, Peer peer) {
        Optional<Resource<NodeSpec, NodeStatus>> node =
                new Resources(storePart.store().view()).get(Type.NODE, peer.name().id());
        return node.filter(each -> each.spec().roles().contains(Role.MASTER)).isPresent()
                ? storePart.members().judge(peer)
                : MemberPolicy.denied("node " + peer.name().id() + " is no master");
    }

    @Override
    public void close() {
        server.close();
    }
}
