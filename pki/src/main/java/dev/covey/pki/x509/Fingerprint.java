package dev.covey.pki.x509;

import dev.covey.pki.Digest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** SHA-256 of keys and certificates, as 64 lower-case hexadecimal digits. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of a key's SubjectPublicKeyInfo. */
    public static String ofKey(PublicKey key) {
        return Digest.hex(key.getEncoded());
    }

    /** Of a certificate's DER encoding. */
    public static String of(X509Certificate certificate) {
        return Digest.hex(der(certificate));
    }

    /** A certificate's DER encoding. */
    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }
}
