package dev.covey.pki.identity;

import dev.covey.model.Check;
import dev.covey.pki.x509.Fingerprint;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificate chain that speaks for it. Prints without the key.
 *
 * @param chain the holder's own certificate first
 */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {

    public Credentials {
        chain = List.copyOf(chain);
        Check.range("certificates", chain.size(), 1, 8);
    }

    /** The holder's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "Credentials[" + Fingerprint.of(certificate()) + "]";
    }
}
