package dev.covey.pki.identity;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A node's identity. What does not fit together (another key, an authority that is not believed, no
 * node's certificate) is refused. Dates are not looked at: an expired certificate is renewed.
 *
 * @param key the node's own key
 * @param chain the node's certificate and its authority's
 * @param authorities whom the node believes
 */
public record NodeIdentity(P256Key key, List<X509Certificate> chain, Authorities authorities) {

    public NodeIdentity {
        chain = List.copyOf(chain);
        name(key, chain, authorities);
    }

    /** The cluster the node belongs to. */
    public String clusterId() {
        return name(key, chain, authorities).clusterId();
    }

    /** The node's id. */
    public String nodeId() {
        return name(key, chain, authorities).id();
    }

    /** The node's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** What TLS presents. */
    public Credentials credentials() {
        return new Credentials(key.privateKey(), chain);
    }

    /** The same node with a renewed certificate or other authorities. */
    public NodeIdentity renewed(List<X509Certificate> newChain, Authorities newAuthorities) {
        NodeIdentity next = new NodeIdentity(key, newChain, newAuthorities);
        if (!next.nodeId().equals(nodeId()) || !next.clusterId().equals(clusterId())) {
            throw mismatch("the renewed certificate is another node's");
        }
        return next;
    }

    private static PeerName name(
            P256Key key, List<X509Certificate> chain, Authorities authorities) {
        if (chain.isEmpty() || !chain.getFirst().getPublicKey().equals(key.publicKey())) {
            throw mismatch("the certificate is for another key");
        }
        X509Certificate own = chain.getFirst();
        if (authorities.signerOf(own).isEmpty()) {
            throw mismatch("the certificate is from an authority that this node does not believe");
        }
        return PeerName.of(own)
                .filter(name -> name.kind() == PeerName.Kind.NODE)
                .orElseThrow(() -> mismatch("the certificate is not a node's"));
    }

    private static ProblemException mismatch(String why) {
        return new ProblemException(
                new Problem.Failed(
                        "identity_mismatch",
                        "Expected the node's key, certificate and authorities to fit together, but "
                                + why
                                + ". Restore the data directory as a whole, or join again."));
    }

    @Override
    public String toString() {
        return "NodeIdentity[" + nodeId() + " of " + clusterId() + "]";
    }
}
