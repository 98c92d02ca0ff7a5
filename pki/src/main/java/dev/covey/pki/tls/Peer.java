package dev.covey.pki.tls;

import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.PeerName;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The holder of a certificate that an authority of the cluster signed.
 *
 * @param keyPin SHA-256 of the holder's public key, hex
 * @param from start of the certificate's dates
 * @param until end of the certificate's dates
 */
public record Peer(PeerName name, String keyPin, Instant from, Instant until) {

    /** What the dates say; the caller decides what it means. */
    public boolean inDate(Instant now) {
        return !now.isBefore(from) && !now.isAfter(until);
    }

    /** The holder of a certificate, if it names one. Says nothing about who signed it. */
    static Optional<Peer> of(X509Certificate certificate) {
        return PeerName.of(certificate)
                .map(
                        name ->
                                new Peer(
                                        name,
                                        Fingerprint.ofKey(certificate.getPublicKey()),
                                        certificate.getNotBefore().toInstant(),
                                        certificate.getNotAfter().toInstant()));
    }

    /**
     * Who is at the other end of a finished handshake that one of this package's trust managers let
     * through; empty if there is no session or the other end showed no certificate.
     */
    public static Optional<Peer> of(@Nullable SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate leaf
                    ? of(leaf)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
