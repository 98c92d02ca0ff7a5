package dev.covey.pki;

import static dev.covey.pki.TestTrust.NOW;

import dev.covey.pki.x509.Pem;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that no cluster issued. */
public final class Elsewhere {

    private Elsewhere() {}

    /** A self-signed certificate for an RSA key, as someone might buy one for a web site. */
    public static X509Certificate certificate(KeyPair rsa) throws Exception {
        var name = new X500Principal("CN=vpn.example.com");
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(NOW),
                        Date.from(NOW.plusSeconds(3600)),
                        name,
                        rsa.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(rsa.getPrivate());
        return Pem.certificate(builder.build(signer).getEncoded());
    }
}
