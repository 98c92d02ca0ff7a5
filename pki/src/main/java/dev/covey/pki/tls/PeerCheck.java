package dev.covey.pki.tls;

import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What holds for every peer, whatever the policy: a genuine certificate of this cluster. */
final class PeerCheck {

    static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private static final int DIGITAL_SIGNATURE = 0;

    private PeerCheck() {}

    /**
     * The holder of a chain's first certificate, if an authority signed it for this cluster and
     * this purpose. Dates are not looked at. The path ends at the authority: there is none in
     * between.
     */
    static Peer genuine(X509Certificate[] chain, Authorities authorities, String purpose)
            throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the peer shows no certificate");
        }
        X509Certificate leaf = chain[0];
        X509Certificate signer =
                authorities
                        .signerOf(leaf)
                        .orElseThrow(
                                () ->
                                        new CertificateException(
                                                "the peer's certificate is not from this cluster's"
                                                        + " authority"));
        if (!usable(leaf, purpose)) {
            throw new CertificateException("the peer's certificate is not for this purpose");
        }
        String cluster = PeerName.of(signer).map(PeerName::clusterId).orElse("");
        return Peer.of(leaf)
                .filter(peer -> peer.name().clusterId().equals(cluster))
                .orElseThrow(
                        () ->
                                new CertificateException(
                                        "the peer's certificate names nobody of this cluster"));
    }

    private static boolean usable(X509Certificate leaf, String purpose)
            throws CertificateParsingException {
        boolean[] usage = leaf.getKeyUsage();
        List<String> purposes = leaf.getExtendedKeyUsage();
        return leaf.getBasicConstraints() < 0
                && !leaf.hasUnsupportedCriticalExtension()
                && usage != null
                && usage[DIGITAL_SIGNATURE]
                && purposes != null
                && purposes.contains(purpose);
    }
}
