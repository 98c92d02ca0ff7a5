package dev.covey.agent.driver.xray;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;

/** A pair of X25519 keys as Reality writes them. */
record RealityKeys(String privateKey, String publicKey) {

    static RealityKeys make() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
        return new RealityKeys(
                text(scalar), text(little(((XECPublicKey) pair.getPublic()).getU())));
    }

    private static byte[] little(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] big = number.toByteArray();
        for (int i = 0; i < big.length && i < bytes.length; i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
