package dev.covey.pki.keys;

import dev.covey.model.Check;
import dev.covey.pki.Randomness;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/**
 * An X25519 key (RFC 7748) as Reality writes it: 32 bytes in base64url without padding. Prints
 * without the private half.
 *
 * @param privateKey for the inbound's core
 * @param publicKey for clients
 */
public record RealityKeys(String privateKey, String publicKey) {

    private static final int BYTES = 32;
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    /** A fresh key. */
    public static RealityKeys make(Randomness random) {
        byte[] scalar = random.bytes(BYTES);
        // RFC 7748 5: cores expect the bits set as they would set them.
        scalar[0] &= (byte) 248;
        scalar[31] &= 127;
        scalar[31] |= 64;
        return of(scalar);
    }

    /** The key with this private half; a text that is none is refused without repeating it. */
    public static RealityKeys of(String privateKey) {
        boolean form = privateKey.matches("[A-Za-z0-9_-]{43}");
        Check.that(form, "privateKey", "32 bytes in base64url", "another text");
        return of(Base64.getUrlDecoder().decode(privateKey));
    }

    /** A Reality short id: 8 random bytes in hexadecimal. */
    public static String shortId(Randomness random) {
        return HexFormat.of().formatHex(random.bytes(8));
    }

    private static RealityKeys of(byte[] scalar) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return new RealityKeys(
                encoder.encodeToString(scalar), encoder.encodeToString(publicOf(scalar)));
    }

    // The public half is what the private number makes of the base point: a key agreement with it.
    private static byte[] publicOf(byte[] scalar) {
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            var curve = NamedParameterSpec.X25519;
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(factory.generatePrivate(new XECPrivateKeySpec(curve, scalar)));
            agreement.doPhase(
                    factory.generatePublic(new XECPublicKeySpec(curve, BASE_POINT)), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    @Override
    public String toString() {
        return "RealityKeys[" + publicKey + "]";
    }
}
