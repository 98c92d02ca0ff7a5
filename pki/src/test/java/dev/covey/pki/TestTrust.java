package dev.covey.pki;

import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A cluster's authority and what tests want from it. */
public record TestTrust(Authority authority) {

    /** The moment at which tests play unless they say otherwise. */
    public static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");

    /** Real randomness: nothing here depends on its values. */
    public static final Randomness RANDOM = Randomness.of(new SecureRandom());

    /** A cluster with an authority made at {@link #NOW}. */
    public static TestTrust cluster(String id) {
        return new TestTrust(Authority.make(id, NOW, RANDOM));
    }

    /** The authority as a bundle. */
    public Authorities authorities() {
        return Authorities.of(authority.certificate());
    }

    /** A node whose certificate was issued at a time. */
    public NodeIdentity node(String id, P256Key key, Instant issued) {
        var request = SigningRequest.read(SigningRequest.make(key));
        var order =
                CertificateOrder.node(
                        authority.clusterId(),
                        id,
                        request.key(),
                        Set.of("n.example"),
                        Set.of("127.0.0.1"));
        return new NodeIdentity(key, authority.issue(order, issued, RANDOM), authorities());
    }

    /** A node with a fresh key and certificate. */
    public NodeIdentity node(String id) {
        return node(id, P256Key.make(), NOW);
    }

    /** Credentials of another kind. */
    public Credentials holder(PeerName.Kind kind, String id, Instant issued) {
        P256Key key = P256Key.make();
        var order =
                new CertificateOrder(
                        new PeerName(authority.clusterId(), kind, id),
                        key.publicKey(),
                        Set.of(),
                        Set.of("127.0.0.1", "::1"),
                        Duration.ofDays(90));
        return new Credentials(key.privateKey(), authority.issue(order, issued, RANDOM));
    }
}
