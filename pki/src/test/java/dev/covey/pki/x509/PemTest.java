package dev.covey.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.ProblemException;
import dev.covey.pki.Refusals;
import dev.covey.pki.TestTrust;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PemTest {

    private final TestTrust trust = TestTrust.cluster("c1");

    @Test
    void certificatesSurviveWritingAndReading() {
        var chain = trust.node("n1").chain();
        assertThat(Pem.certificates("# comment\n" + Pem.text(chain) + "\ntail")).isEqualTo(chain);
    }

    @Test
    void whatHoldsNoCertificateIsRefused() {
        for (String text :
                List.of(
                        "",
                        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                        "-----BEGIN CERTIFICATE-----\nMIIB====\n-----END CERTIFICATE-----",
                        "-----BEGIN CERTIFICATE-----\n" + "A".repeat(100),
                        "x".repeat(Pem.MOST + 1))) {
            assertThat(Refusals.code(() -> Pem.certificates(text))).isEqualTo("bad_pem");
        }
    }

    @Test
    void bytesAfterACertificateAreRefused() {
        byte[] der = Fingerprint.der(trust.authority().certificate());
        assertThat(Refusals.code(() -> Pem.certificate(Arrays.copyOf(der, der.length + 1))))
                .isEqualTo("bad_pem");
    }

    @Test
    void mutilatedCertificatesAreRefusedOrNotTrusted() throws CertificateEncodingException {
        var good = trust.node("n1").certificate();
        byte[] der = Fingerprint.der(good);
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] broken = der.clone();
            broken[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                var read = Pem.certificate(Arrays.copyOf(broken, broken.length));
                if (trust.authorities().signerOf(read).isPresent()) {
                    // The flip hit what no signature covers.
                    assertThat(read.getTBSCertificate()).isEqualTo(good.getTBSCertificate());
                }
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("bad_pem");
            }
        }
    }
}
