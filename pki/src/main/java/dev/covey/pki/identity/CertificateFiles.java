package dev.covey.pki.identity;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A certificate and key that someone else issued, as files in PEM: what {@code --tls-cert} and
 * {@code --tls-key} name. Takes RSA and EC keys in PKCS#8, PKCS#1 and SEC 1, unencrypted.
 */
public final class CertificateFiles {

    private CertificateFiles() {}

    /**
     * Reads both and checks that they belong together. Dates are not looked at.
     *
     * @param certificate the holder's certificate first, then those in between
     */
    public static Credentials load(Path certificate, Path key) {
        List<X509Certificate> chain = chain(certificate, text(certificate));
        PrivateKey privateKey = key(key, text(key));
        if (!belongs(privateKey, chain.getFirst().getPublicKey())) {
            throw refused(key, "it is not the key of " + certificate);
        }
        return new Credentials(privateKey, chain);
    }

    private static List<X509Certificate> chain(Path file, String text) {
        try {
            return Pem.certificates(text);
        } catch (ProblemException e) {
            throw refused(file, "no certificate in it can be read");
        }
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(Pem.MOST + 1);
            if (content.length <= Pem.MOST) {
                return new String(content, StandardCharsets.ISO_8859_1);
            }
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file");
        } catch (IOException e) {
            throw refused(file, "this user cannot read it");
        }
        throw refused(file, "it is too large");
    }

    private static PrivateKey key(Path file, String text) {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            var converter = new JcaPEMKeyConverter();
            Object next = parser.readObject();
            while (next != null) {
                if (next instanceof PrivateKeyInfo pkcs8) {
                    return converter.getPrivateKey(pkcs8);
                }
                if (next instanceof PEMKeyPair pair) {
                    return converter.getKeyPair(pair).getPrivate();
                }
                next = parser.readObject();
            }
        } catch (IOException | RuntimeException e) {
            // The parser's words could hold pieces of the key.
            throw refused(file, "the key in it cannot be read");
        }
        throw refused(file, "it holds no unencrypted private key");
    }

    private static boolean belongs(PrivateKey own, PublicKey other) {
        String algorithm =
                switch (own.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> own.getAlgorithm();
                };
        byte[] message = {'c', 'o', 'v', 'e', 'y'};
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(own);
            signer.update(message);
            byte[] signature = signer.sign();
            signer.initVerify(other);
            signer.update(message);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static ProblemException refused(Path file, String why) {
        return new ProblemException(
                new Problem.Malformed(
                        "certificate_file",
                        "Expected to use %s for TLS, but %s. Give a certificate and its unencrypted key in PEM form."
                                .formatted(file, why)));
    }
}
