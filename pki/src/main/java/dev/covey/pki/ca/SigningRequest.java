package dev.covey.pki.ca;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.P256;
import dev.covey.pki.x509.P256Key;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A request for a certificate (PKCS#10, RFC 2986) whose sender has shown to hold the private key.
 * Only the key is taken from it: what names it asks for is not even read.
 *
 * @param key the sender's public key, valid and on P-256
 */
public record SigningRequest(ECPublicKey key) {

    /** Longest request that is read, in bytes. */
    public static final int MOST = 4096;

    /** Makes a request for a key, in DER. */
    public static byte[] make(P256Key key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.privateKey());
            return new JcaPKCS10CertificationRequestBuilder(
                            new X500Principal("CN=covey"), key.publicKey())
                    .build(signer)
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a P-256 key can sign a request for itself", e);
        }
    }

    /** Reads a request and checks that its sender holds the key. */
    public static SigningRequest read(byte[] der) {
        if (der.length > MOST) {
            throw refused("it is longer than " + MOST + " bytes");
        }
        try {
            var request = new PKCS10CertificationRequest(der);
            ECPublicKey key = P256.read(request.getSubjectPublicKeyInfo().getEncoded());
            var verifier = new JcaContentVerifierProviderBuilder().build(key);
            if (request.isSignatureValid(verifier)) {
                return new SigningRequest(key);
            }
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            // The parser answers hostile bytes with many kinds of run-time exceptions.
            throw refused("it cannot be read");
        }
        throw refused("its signature does not fit its key");
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                new Problem.Malformed(
                        "bad_signing_request",
                        "Expected a PKCS#10 signing request, but "
                                + why
                                + ". Make a new one with this version of covey."));
    }
}
