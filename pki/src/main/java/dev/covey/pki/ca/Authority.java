package dev.covey.pki.ca;

import dev.covey.model.Check;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Randomness;
import dev.covey.pki.wrap.KeyWrap;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.pki.x509.Pem;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate authority of the cluster: its certificate and its private key. Immutable; prints
 * without the key. Only masters hold one.
 */
public final class Authority {

    /** How long an authority lives. */
    public static final Duration LIFE = Duration.ofDays(3652);

    /** How far certificates reach into the past, for peers whose clocks are behind. */
    public static final Duration BACK_DATING = Duration.ofMinutes(10);

    /** What its key is called when it is wrapped. */
    private static final String PURPOSE = "authority key";

    private final X509Certificate certificate;
    private final P256Key key;
    private final PeerName name;

    private Authority(X509Certificate certificate, P256Key key) {
        this.certificate = certificate;
        this.key = key;
        this.name = PeerName.of(certificate).orElseThrow(Authority::mismatch);
    }

    /**
     * A new authority for a cluster. A cluster may have several in its life; each has a name of its
     * own.
     *
     * @param now cluster time
     */
    public static Authority make(String clusterId, Instant now, Randomness random) {
        P256Key key = P256Key.make();
        String generation = HexFormat.of().formatHex(random.bytes(4));
        var name = new PeerName(clusterId, PeerName.Kind.AUTHORITY, generation);
        var form = new CertificateForm(serial(random), from(now), truncated(now.plus(LIFE)));
        return new Authority(form.authority(name, key), key);
    }

    /** The authority whose certificate is among these and whose key is this one. */
    public static Authority of(Authorities known, P256Key key) {
        return known.certificates().stream()
                .filter(c -> c.getPublicKey().equals(key.publicKey()))
                .findFirst()
                .map(c -> new Authority(c, key))
                .orElseThrow(Authority::mismatch);
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The cluster it belongs to. */
    public String clusterId() {
        return name.clusterId();
    }

    /**
     * Issues a certificate.
     *
     * @param now cluster time
     * @return the new certificate and the authority's own, in this order
     */
    public List<X509Certificate> issue(CertificateOrder order, Instant now, Randomness random) {
        Check.that(
                order.name().clusterId().equals(clusterId()),
                "clusterId",
                "this cluster's",
                order.name().clusterId());
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "authority_expired",
                            "Expected to issue a certificate, but the cluster's authority expired"
                                    + " on "
                                    + end
                                    + ". Rotate it with 'covey cert rotate'."));
        }
        Instant until = truncated(now.plus(order.life()));
        var form =
                new CertificateForm(serial(random), from(now), until.isBefore(end) ? until : end);
        return List.of(form.leaf(order, certificate, key), certificate);
    }

    /** Signs a content under a heading; {@link Authorities#verify} checks it. */
    public byte[] sign(String heading, byte[] content) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.privateKey());
            signer.update(Authorities.message(heading, content));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }

    /** The private key, encrypted so that only one node can open it. */
    public byte[] wrapFor(ECPublicKey node) {
        return KeyWrap.wrap(key.encoded(), node, PURPOSE);
    }

    /** Opens what {@link #wrapFor} made; its certificate must be among the known authorities. */
    public static Authority unwrap(byte[] box, P256Key node, Authorities known) {
        return of(known, P256Key.read(KeyWrap.unwrap(box, node, PURPOSE)));
    }

    /** The private key in PEM, for a backup that its caller encrypts. */
    public String keyPem() {
        return key.pem();
    }

    /** Reads what {@link #keyPem} wrote. */
    public static Authority restore(String keyPem, String certificatesPem) {
        return of(new Authorities(Pem.certificates(certificatesPem)), P256Key.readPem(keyPem));
    }

    // 127 bits of chance and positive: RFC 5280 4.1.2.2 allows at most 20 bytes.
    private static BigInteger serial(Randomness random) {
        return new BigInteger(1, random.bytes(16)).clearBit(127).setBit(126);
    }

    private static Instant from(Instant now) {
        return truncated(now.minus(BACK_DATING));
    }

    // X.509 dates have whole seconds.
    private static Instant truncated(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static ProblemException mismatch() {
        return new ProblemException(
                new Problem.Failed(
                        "authority_mismatch",
                        "Expected the authority's key to fit one of the known authorities, but it"
                                + " fits none. Restore both from the same backup."));
    }

    @Override
    public String toString() {
        return "Authority[" + name + "]";
    }
}
