package dev.covey.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

class P256KeyTest {

    @Test
    void aStoredKeyComesBackWithItsPublicHalf() {
        P256Key key = P256Key.make();
        P256Key read = P256Key.readPem(key.pem());
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        assertThat(read.pin()).isEqualTo(key.pin()).matches("[0-9a-f]{64}");
    }

    @Test
    void aKeyPrintsWithoutItsPrivateHalf() {
        P256Key key = P256Key.make();
        assertThat(key.toString()).doesNotContain(key.privateKey().getS().toString());
    }

    @Test
    void anythingElseIsRefused() throws GeneralSecurityException {
        byte[] rsa =
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
        byte[] p384 = pair("secp384r1").getPrivate().getEncoded();
        for (byte[] bad : new byte[][] {{}, {0x30}, rsa, p384}) {
            assertThat(Refusals.code(() -> P256Key.read(bad))).isEqualTo("key_unreadable");
        }
        assertThat(Refusals.code(() -> P256Key.readPem("no key"))).isEqualTo("key_unreadable");
    }

    @Test
    void publicKeysOnOtherCurvesOrOffTheCurveAreRefused() throws GeneralSecurityException {
        byte[] point = P256.point(P256Key.make().publicKey());
        assertThat(P256.key(point)).isNotNull();
        point[40] ^= 1;
        byte[] good = P256Key.make().publicKey().getEncoded();
        byte[] off = good.clone();
        off[off.length - 1] ^= 1;
        assertThat(Refusals.code(() -> P256.key(point))).isEqualTo("bad_public_key");
        assertThat(Refusals.code(() -> P256.key(new byte[1]))).isEqualTo("bad_public_key");
        assertThat(Refusals.code(() -> P256.read(off))).isEqualTo("bad_public_key");
        assertThat(Refusals.code(() -> P256.read(pair("secp384r1").getPublic().getEncoded())))
                .isEqualTo("bad_public_key");
        assertThat(P256.read(good)).isNotNull();
    }

    private static java.security.KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
