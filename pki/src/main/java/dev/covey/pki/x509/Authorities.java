package dev.covey.pki.x509;

import dev.covey.model.Check;
import dev.covey.pki.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The authorities a node believes: one, or several while the cluster changes its own.
 *
 * @param certificates self-signed authorities, 1-8; the first issues
 */
public record Authorities(List<X509Certificate> certificates) {

    /** The most that are believed at once. */
    public static final int MOST = 8;

    private static final int KEY_CERT_SIGN = 5;

    public Authorities {
        certificates = List.copyOf(certificates);
        Check.range("authorities", certificates.size(), 1, MOST);
        for (X509Certificate each : certificates) {
            Check.that(
                    isAuthority(each),
                    "authorities",
                    "self-signed certificate authorities",
                    "a certificate that is none");
        }
    }

    /** A single authority. */
    public static Authorities of(X509Certificate certificate) {
        return new Authorities(List.of(certificate));
    }

    /** Reads what {@link #pem()} wrote. */
    public static Authorities parse(String pem) {
        return new Authorities(Pem.certificates(pem));
    }

    /** True for a self-signed certificate that may sign others. */
    public static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0
                && usage != null
                && usage[KEY_CERT_SIGN]
                && signed(certificate, certificate);
    }

    /** The authority that issues. */
    public X509Certificate current() {
        return certificates.getFirst();
    }

    /** The cluster whose authorities these are; empty for authorities of someone else. */
    public Optional<String> clusterId() {
        return PeerName.of(current()).map(PeerName::clusterId);
    }

    /** The authority that signed a certificate, if it is one of these. Dates are not looked at. */
    public Optional<X509Certificate> signerOf(X509Certificate certificate) {
        return certificates.stream().filter(each -> signed(certificate, each)).findFirst();
    }

    /** The authority with a fingerprint (see {@link Fingerprint}). */
    public Optional<X509Certificate> withDigest(String digest) {
        return certificates.stream()
                .filter(each -> Digest.same(Fingerprint.of(each), digest))
                .findFirst();
    }

    /** These and one more, believed but not issuing. */
    public Authorities with(X509Certificate another) {
        return certificates.contains(another)
                ? this
                : new Authorities(
                        Stream.concat(certificates.stream(), Stream.of(another)).toList());
    }

    /** The same authorities, with this one issuing. */
    public Authorities issuing(X509Certificate first) {
        Stream<X509Certificate> others = certificates.stream().filter(c -> !c.equals(first));
        return new Authorities(Stream.concat(Stream.of(first), others).toList());
    }

    /** These without one; the last cannot be taken away. */
    public Authorities without(X509Certificate one) {
        return new Authorities(certificates.stream().filter(c -> !c.equals(one)).toList());
    }

    /**
     * True if one of these authorities signed the content under this heading.
     *
     * @param heading what kind of content it is, such as {@code masters}
     */
    public boolean verify(String heading, byte[] content, byte[] signature) {
        byte[] message = message(heading, content);
        return certificates.stream()
                .anyMatch(each -> verified(each.getPublicKey(), message, signature));
    }

    /**
     * The bytes that an authority signs for a heading and a content. They begin with a letter, so a
     * signature of them is never that of a certificate, which begins with a DER tag.
     */
    public static byte[] message(String heading, byte[] content) {
        byte[] head = ("covey signs " + heading + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + content.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(content, 0, message, head.length, content.length);
        return message;
    }

    /** All of them as PEM. */
    public String pem() {
        return Pem.text(certificates);
    }

    private static boolean verified(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean signed(X509Certificate certificate, X509Certificate by) {
        if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Authorities" + certificates.stream().map(Fingerprint::of).toList();
    }
}
