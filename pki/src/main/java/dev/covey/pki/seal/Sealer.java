package dev.covey.pki.seal;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Sealed;
import dev.covey.pki.Randomness;
import dev.covey.pki.seal.SealKeys.SealKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets with AES-256-GCM (SP 800-38D) under random nonces: a key is good for 2^32 secrets.
 * The place a secret stands in is authenticated with it. Safe from any thread.
 */
public final class Sealer {

    /** Largest secret that is sealed, in bytes. */
    public static final int MOST = 256 * 1024;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = SealKey.ID_BYTES + NONCE_BYTES;

    private final SealKeys keys;
    private final Randomness random;

    /** Seals with the newest of these keys and opens with all. */
    public Sealer(SealKeys keys, Randomness random) {
        this.keys = keys;
        this.random = random;
    }

    /**
     * Seals a secret.
     *
     * @param place where it stands: the row's key and the field; opening must name the same
     */
    public Sealed seal(String place, byte[] secret) {
        if (secret.length > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " bytes to seal");
        }
        SealKey key = keys.newest();
        byte[] nonce = random.bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(secret);
            byte[] box =
                    ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                            .put(HexFormat.of().parseHex(key.id()))
                            .put(nonce)
                            .put(sealed)
                            .array();
            return new Sealed(Base64.getUrlEncoder().withoutPadding().encodeToString(box));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Seals a text in UTF-8. */
    public Sealed seal(String place, String secret) {
        return seal(place, secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens a box; one that was changed, or sealed elsewhere or with an unknown key, is refused.
     */
    public byte[] open(String place, Sealed sealed) {
        byte[] box = decode(place, sealed);
        SealKey key = keys.named(keyId(box)).orElseThrow(() -> refused(place));
        byte[] nonce = Arrays.copyOfRange(box, SealKey.ID_BYTES, HEAD_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                    .doFinal(box, HEAD_BYTES, box.length - HEAD_BYTES);
        } catch (GeneralSecurityException e) {
            throw refused(place);
        }
    }

    /** Opens a box that holds a text. */
    public String openText(String place, Sealed sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    /** True if a box is sealed with the newest key; else it should be opened and sealed anew. */
    public boolean newest(String place, Sealed sealed) {
        return keyId(decode(place, sealed)).equals(keys.newest().id());
    }

    private static byte[] decode(String place, Sealed sealed) {
        if (sealed.box().length() > 2 * MOST) {
            throw refused(place);
        }
        try {
            byte[] box = Base64.getUrlDecoder().decode(sealed.box());
            if (box.length >= HEAD_BYTES + TAG_BYTES) {
                return box;
            }
        } catch (IllegalArgumentException e) {
            throw refused(place);
        }
        throw refused(place);
    }

    private static String keyId(byte[] box) {
        return HexFormat.of().formatHex(box, 0, SealKey.ID_BYTES);
    }

    private static Cipher cipher(int mode, SealKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(
                ("covey seal 1\0" + key.id() + "\0" + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static ProblemException refused(String place) {
        return new ProblemException(
                new Problem.Failed(
                        "seal_broken",
                        "Expected to open the secret of "
                                + place
                                + ", but it was changed, moved, or sealed with a key that this"
                                + " master does not have. Set the secret anew."));
    }
}
