package dev.covey.pki.identity;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Elsewhere;
import dev.covey.pki.Refusals;
import dev.covey.pki.TestTrust;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {

    @TempDir Path directory;

    private Path certificate;
    private Path key;

    @BeforeEach
    void name() {
        certificate = directory.resolve("site.crt");
        key = directory.resolve("site.key");
    }

    @Test
    void anRsaCertificateWithAPkcs1OrPkcs8KeyIsRead() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        X509Certificate own = Elsewhere.certificate(pair);
        Files.writeString(certificate, Pem.text(List.of(own)));
        Files.writeString(key, Pem.text(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()));
        assertThat(CertificateFiles.load(certificate, key).certificate()).isEqualTo(own);
        StringWriter pkcs1 = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pkcs1)) {
            writer.writeObject(pair.getPrivate());
        }
        assertThat(pkcs1.toString()).contains("RSA PRIVATE KEY");
        Files.writeString(key, pkcs1.toString());
        assertThat(CertificateFiles.load(certificate, key).key().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void anEllipticKeyIsRead() throws IOException {
        P256Key own = P256Key.make();
        var node = TestTrust.cluster("c1").node("n1", own, NOW);
        Files.writeString(certificate, Pem.text(node.chain()));
        Files.writeString(key, own.pem());
        assertThat(CertificateFiles.load(certificate, key).chain()).isEqualTo(node.chain());
    }

    @Test
    void filesThatDoNotBelongTogetherOrCannotBeReadAreRefused() throws IOException {
        var node = TestTrust.cluster("c1").node("n1");
        assertThat(Refusals.of(() -> CertificateFiles.load(certificate, key)).message())
                .contains("site.crt");
        Files.writeString(certificate, Pem.text(node.chain()));
        for (String bad :
                List.of(
                        "",
                        "nothing",
                        P256Key.make().pem(),
                        node.key().pem().replace("M", "A"),
                        Pem.text("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0}),
                        "x".repeat(Pem.MOST + 1))) {
            Files.writeString(key, bad);
            var problem = Refusals.of(() -> CertificateFiles.load(certificate, key));
            assertThat(problem.code()).isEqualTo("certificate_file");
            assertThat(problem.message()).contains("site.key");
        }
    }
}
