package dev.covey.pki.tls;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Digest;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Trust of a machine that knows a cluster only by the digest of its authority, from a join string
 * or from a person: the server must present that authority and a server's certificate signed by it,
 * or nothing is sent. Safe from any thread.
 */
public final class PinnedTrust extends ChainTrust {

    private static final int MOST_CERTIFICATES = 10;

    private final String digest;
    private final InstantSource clock;
    private final AtomicReference<@Nullable X509Certificate> seen = new AtomicReference<>();

    /**
     * A trust manager for a client.
     *
     * @param digest SHA-256 of the authority's certificate in DER, hex
     */
    public PinnedTrust(String digest, InstantSource clock) {
        this.digest = digest;
        this.clock = clock;
    }

    /** The authority, once a handshake has shown it. */
    public Optional<X509Certificate> authority() {
        return Optional.ofNullable(seen.get());
    }

    @Override
    protected void checkServer(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException {
        X509Certificate authority =
                Arrays.stream(chain)
                        .limit(MOST_CERTIFICATES)
                        .filter(each -> Digest.same(Fingerprint.of(each), digest))
                        .filter(Authorities::isAuthority)
                        .findFirst()
                        .orElseThrow(() -> otherCluster(chain));
        Peer peer = PeerCheck.genuine(chain, Authorities.of(authority), PeerCheck.SERVER);
        if (peer.name().kind() != PeerName.Kind.SERVER) {
            throw new CertificateException("the peer's certificate is not a server's");
        }
        DatedTrust.checkDates(peer, clock.instant());
        seen.set(authority);
    }

    @Override
    protected void checkClient(X509Certificate[] chain) throws CertificateException {
        throw new CertificateException("this side is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private CertificateException otherCluster(X509Certificate[] chain) {
        String found = chain.length == 0 ? "nothing" : Fingerprint.of(chain[chain.length - 1]);
        return new CertificateException(
                new ProblemException(
                        new Problem.Failed(
                                "authority_unknown",
                                ("Expected the cluster whose authority has the SHA-256 %s, but the"
                                     + " server presents %s. Nothing was sent. Check the address"
                                     + " and make a new join string with 'covey join-info'.")
                                        .formatted(digest, found))));
    }
}
