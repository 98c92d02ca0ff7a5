package dev.covey.pki.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.ProblemException;
import dev.covey.pki.Refusals;
import dev.covey.pki.x509.P256Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class SigningRequestTest {

    private final P256Key key = P256Key.make();
    private final byte[] good = SigningRequest.make(key);

    @Test
    void aRequestCarriesTheKeyOfItsSender() {
        assertThat(SigningRequest.read(good).key()).isEqualTo(key.publicKey());
    }

    @Test
    void aKeyThatTheSenderDoesNotHoldIsRefused() throws Exception {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.privateKey());
        byte[] stolen =
                new JcaPKCS10CertificationRequestBuilder(
                                new X500Principal("CN=x"), P256Key.make().publicKey())
                        .build(signer)
                        .getEncoded();
        assertThat(Refusals.code(() -> SigningRequest.read(stolen)))
                .isEqualTo("bad_signing_request");
    }

    @Test
    void otherKindsOfKeysAreRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(rsa.getPrivate());
        byte[] request =
                new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=x"), rsa.getPublic())
                        .build(signer)
                        .getEncoded();
        assertThat(Refusals.code(() -> SigningRequest.read(request))).isEqualTo("bad_public_key");
    }

    @Test
    void hostileBytesAreRefusedAndNeverBreakTheReader() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            byte[] broken = Arrays.copyOf(good, random.nextInt(good.length) + 1);
            broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
            assertRefused(broken);
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(changed);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertRefused(noise);
        }
    }

    @Test
    void deepAndLongRequestsAreRefused() {
        byte[] deep = new byte[SigningRequest.MOST];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = (byte) (i % 2 == 0 ? 0x30 : 0x80);
        }
        assertRefused(deep);
        assertRefused(new byte[SigningRequest.MOST + 1]);
        assertRefused(new byte[0]);
    }

    private void assertRefused(byte[] der) {
        try {
            // A flipped bit may hit a part that is not signed, such as a NULL; the key must hold.
            assertThat(SigningRequest.read(der).key()).isEqualTo(key.publicKey());
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isIn("bad_signing_request", "bad_public_key");
        }
    }
}
