package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.identity.IdentityDirectory;
import dev.covey.pki.identity.MasterKeyFiles;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.identity.Renewal;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.IpAddress;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who this node is: its keys and certificates on disk, renewed while it runs. A master renews its
 * own, so that a cluster of one that was off for a month comes back by itself. Safe from any
 * thread.
 */
final class Identity {

    private static final Duration SERVER_LIFE = Duration.ofDays(30);

    private final IdentityDirectory directory;
    private final NodeFile node;
    private final Clock clock;
    private final Ids ids;
    private final Optional<MasterKeys> masterKeys;
    private final LiveCredentials member;
    private volatile NodeIdentity current;

    Identity(DataDirectory data, NodeFile node, Clock clock, Ids ids) {
        this.directory = new IdentityDirectory(data.pki());
        this.node = node;
        this.clock = clock;
        this.ids = ids;
        this.current = directory.load().orElseThrow(() -> missing(data));
        this.masterKeys = new MasterKeyFiles(data.pki()).load(current.key(), current.authorities());
        this.member = new LiveCredentials(current.credentials());
        renewOwn();
    }

    private static ProblemException missing(DataDirectory data) {
        return new ProblemException(
                new Problem.Failed(
                        "identity_missing",
                        "Expected the node's key and certificate in %s, but they are not there."
                                        .formatted(data.pki())
                                + " Restore the directory, or join this machine anew."));
    }

    /** The node's identity as it is now. */
    NodeIdentity current() {
        return current;
    }

    /** The authorities that this node believes. */
    Authorities authorities() {
        return current.authorities();
    }

    /** What this node shows to members; swapped when it is renewed. */
    LiveCredentials member() {
        return member;
    }

    /** The keys that only masters have. */
    MasterKeys masterKeys() {
        return masterKeys.orElseThrow(
                () ->
                        new ProblemException(
                                new Problem.Failed(
                                        "master_keys_missing",
                                        "Expected the keys of a master in this data directory, but"
                                                + " they are not there. Join this machine anew as"
                                                + " a master.")));
    }

    /** Takes a renewed certificate. */
    synchronized void renewed(List<X509Certificate> chain, Authorities authorities) {
        NodeIdentity renewed = current.renewed(chain, authorities);
        directory.store(renewed);
        current = renewed;
        member.swap(renewed.credentials());
    }

    /** On a master: renews the node's own certificate if that is due. */
    void renewOwn() {
        if (masterKeys.isEmpty() || !Renewal.due(current.certificate(), clock)) {
            return;
        }
        CertificateOrder order =
                CertificateOrder.node(
                        node.clusterId(),
                        node.nodeId(),
                        current.key().publicKey(),
                        Set.of(),
                        Set.of());
        renewed(
                masterKeys().authority().issue(order, clock.instant(), ids::secret),
                current.authorities());
    }

    /**
     * On a master: a new certificate for the port of console and API; its key stays.
     *
     * @param hosts names and addresses under which it is dialled
     */
    Credentials server(Set<String> hosts) {
        P256Key serverKey = directory.serverKey();
        Set<String> names = new HashSet<>(Set.of("localhost"));
        Set<String> addresses = new HashSet<>(Set.of("127.0.0.1", "::1"));
        hosts.forEach(host -> (IpAddress.is(host) ? addresses : names).add(host));
        CertificateOrder order =
                new CertificateOrder(
                        PeerName.server(node.clusterId(), node.nodeId()),
                        serverKey.publicKey(),
                        names,
                        addresses,
                        SERVER_LIFE);
        return new Credentials(
                serverKey.privateKey(),
                masterKeys().authority().issue(order, clock.instant(), ids::secret));
    }
}
