package dev.covey.raft;

import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.raft.peer.MemberTls;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The certificates of one cluster. */
final class Certificates {

    private static final Randomness RANDOM = Randomness.of(new SecureRandom());

    private final Authority authority;

    private Certificates(Authority authority) {
        this.authority = authority;
    }

    static Certificates of(String cluster) {
        return new Certificates(Authority.make(cluster, Instant.now(), RANDOM));
    }

    /** What a node shows and believes. */
    MemberTls tls(String node) {
        P256Key key = P256Key.make();
        CertificateOrder order =
                CertificateOrder.node(
                        authority.clusterId(), node, key.publicKey(), Set.of(), Set.of());
        Credentials credentials =
                new Credentials(key.privateKey(), authority.issue(order, Instant.now(), RANDOM));
        MemberTrust trust =
                new MemberTrust(
                        () -> Authorities.of(authority.certificate()),
                        peer -> MemberPolicy.allowed(),
                        ExpectedPeer.namedByHost(),
                        TrustEvents.none(),
                        InstantSource.system());
        return new MemberTls(
                new LiveKeys(new LiveCredentials(credentials)),
                trust,
                certificate -> PeerName.of(certificate).map(PeerName::id));
    }
}
