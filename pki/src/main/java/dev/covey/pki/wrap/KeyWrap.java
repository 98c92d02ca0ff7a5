package dev.covey.pki.wrap;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.P256;
import dev.covey.pki.x509.P256Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encryption to a P-256 key: an ephemeral Diffie-Hellman (SP 800-56A), HKDF-SHA256 (RFC 5869) over
 * the shared secret with both public keys and the purpose as context, AES-256-GCM (SP 800-38D).
 * Each box has a key of its own, so the nonce may be fixed. The sender is not authenticated: what
 * comes over a network must come over an authenticated connection.
 */
public final class KeyWrap {

    /** Largest secret that is wrapped, in bytes. */
    public static final int MOST = 64 * 1024;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + P256.POINT_BYTES;
    private static final int TAG_BYTES = 16;

    private KeyWrap() {}

    /**
     * Encrypts a secret to a recipient.
     *
     * @param purpose what the secret is; unwrapping must name the same
     */
    public static byte[] wrap(byte[] secret, ECPublicKey recipient, String purpose) {
        if (secret.length > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " bytes to wrap");
        }
        P256Key ephemeral = P256Key.make();
        byte[] point = P256.point(ephemeral.publicKey());
        try {
            byte[] context = context(point, recipient, purpose);
            SecretKey key = agree(ephemeral.privateKey(), recipient, context);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, context).doFinal(secret);
            return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put(VERSION)
                    .put(point)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDH, HKDF and AES-GCM", e);
        }
    }

    /** Decrypts a box; one that was changed, or made for another key or purpose, is refused. */
    public static byte[] unwrap(byte[] box, P256Key recipient, String purpose) {
        if (box.length < HEAD_BYTES + TAG_BYTES
                || box.length > HEAD_BYTES + TAG_BYTES + MOST
                || box[0] != VERSION) {
            throw refused(purpose);
        }
        byte[] point = new byte[P256.POINT_BYTES];
        ByteBuffer.wrap(box, 1, P256.POINT_BYTES).get(point);
        try {
            byte[] context = context(point, recipient.publicKey(), purpose);
            SecretKey key = agree(recipient.privateKey(), P256.key(point), context);
            return cipher(Cipher.DECRYPT_MODE, key, context)
                    .doFinal(box, HEAD_BYTES, box.length - HEAD_BYTES);
        } catch (GeneralSecurityException | ProblemException e) {
            throw refused(purpose);
        }
    }

    private static byte[] context(byte[] ephemeral, ECPublicKey recipient, String purpose) {
        byte[] head = "covey wrap 1\0".getBytes(StandardCharsets.UTF_8);
        byte[] tail = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] point = P256.point(recipient);
        return ByteBuffer.allocate(head.length + ephemeral.length + point.length + tail.length)
                .put(head)
                .put(ephemeral)
                .put(point)
                .put(tail)
                .array();
    }

    private static SecretKey agree(ECPrivateKey own, ECPublicKey other, byte[] context)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreement.generateSecret())
                                .thenExpand(context, 32));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, new byte[12]));
        cipher.updateAAD(context);
        return cipher;
    }

    private static ProblemException refused(String purpose) {
        return new ProblemException(
                new Problem.Failed(
                        "wrapped_key_unreadable",
                        "Expected to open the "
                                + purpose
                                + " that was encrypted for this node, but it was changed or is"
                                + " another node's. Restore it from a backup, or join again."));
    }
}
