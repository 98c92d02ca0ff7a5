package dev.covey.pki.x509;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * An ECDSA and ECDH key on NIST P-256 (FIPS 186-5). Prints without the private half.
 *
 * @param privateKey never leaves the machine it was made on
 * @param publicKey its public half
 */
public record P256Key(ECPrivateKey privateKey, ECPublicKey publicKey) {

    /** A fresh key. */
    public static P256Key make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P256.NAME));
            KeyPair pair = generator.generateKeyPair();
            return new P256Key((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** Reads a PKCS#8 private key (RFC 5958) and computes its public half. */
    public static P256Key read(byte[] pkcs8) {
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof ECPrivateKey ec && P256.is(ec) && inRange(ec.getS())) {
                return new P256Key(ec, P256.publicOf(ec.getS()));
            }
            throw unreadable();
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    /** Reads the first {@code PRIVATE KEY} block of a PEM text. */
    public static P256Key readPem(String pem) {
        List<byte[]> blocks = Pem.blocks(pem, Pem.PRIVATE_KEY);
        if (blocks.isEmpty()) {
            throw unreadable();
        }
        return read(blocks.getFirst());
    }

    /** The private key in PKCS#8. The caller must seal it or keep it in a file of mode 0600. */
    public byte[] encoded() {
        return privateKey.getEncoded();
    }

    /** The private key as a PEM text, for a file of mode 0600. */
    public String pem() {
        return Pem.text(Pem.PRIVATE_KEY, encoded());
    }

    /** SHA-256 of the public key as 64 hexadecimal digits: what membership pins. */
    public String pin() {
        return Fingerprint.ofKey(publicKey);
    }

    private static boolean inRange(BigInteger s) {
        return s.signum() > 0 && s.compareTo(P256.order()) < 0;
    }

    private static ProblemException unreadable() {
        return new ProblemException(
                new Problem.Failed(
                        "key_unreadable",
                        "Expected a P-256 private key in PKCS#8, but it cannot be read as one."
                                + " Restore the file from a backup, or join again."));
    }

    @Override
    public String toString() {
        return "P256Key[" + pin() + "]";
    }
}
