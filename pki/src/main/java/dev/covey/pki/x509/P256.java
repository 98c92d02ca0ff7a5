package dev.covey.pki.x509;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve, and public keys as points on it. A point off the curve never becomes a key. */
public final class P256 {

    /** The JDK's name of the curve. */
    static final String NAME = "secp256r1";

    /** Bytes of an uncompressed point (SEC 1 2.3.3). */
    public static final int POINT_BYTES = 65;

    private static final ECDomainParameters CURVE =
            new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    private static final ECParameterSpec SPEC = P256Key.make().publicKey().getParams();

    private P256() {}

    /** The number of points. */
    static BigInteger order() {
        return SPEC.getOrder();
    }

    /** True for a key on this curve. */
    static boolean is(ECKey key) {
        ECParameterSpec given = key.getParams();
        return given != null
                && given.getOrder().equals(SPEC.getOrder())
                && given.getCurve().equals(SPEC.getCurve())
                && given.getGenerator().equals(SPEC.getGenerator());
    }

    /** The public half of a private number. */
    static ECPublicKey publicOf(BigInteger s) {
        return key(new FixedPointCombMultiplier().multiply(CURVE.getG(), s).normalize());
    }

    /** The key as an uncompressed point. */
    public static byte[] point(ECPublicKey key) {
        var w = key.getW();
        return CURVE.getCurve().createPoint(w.getAffineX(), w.getAffineY()).getEncoded(false);
    }

    /** Reads a point; one that is not on the curve is refused. */
    public static ECPublicKey key(byte[] point) {
        try {
            ECPoint decoded = CURVE.getCurve().decodePoint(point);
            if (!decoded.isInfinity()) {
                return key(decoded.normalize());
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    /** Reads a SubjectPublicKeyInfo (RFC 5480); anything but a valid P-256 key is refused. */
    public static ECPublicKey read(byte[] spki) {
        try {
            PublicKey key =
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            if (key instanceof ECPublicKey ec && is(ec)) {
                // Through BouncyCastle's decoder, which checks that the point is on the curve.
                return key(point(ec));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static ECPublicKey key(ECPoint point) {
        var w =
                new java.security.spec.ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger());
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, SPEC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static ProblemException refused() {
        return new ProblemException(
                new Problem.Malformed(
                        "bad_public_key",
                        "Expected a public key on the curve P-256, but it is something else."
                                + " Make a new key with this version of covey."));
    }
}
