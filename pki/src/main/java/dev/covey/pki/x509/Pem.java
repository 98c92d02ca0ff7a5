package dev.covey.pki.x509;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PEM texts (RFC 7468) and certificates. Everything read is bounded. */
public final class Pem {

    /** The label of a PKCS#8 private key. */
    public static final String PRIVATE_KEY = "PRIVATE KEY";

    /** The label of a certificate. */
    public static final String CERTIFICATE = "CERTIFICATE";

    /** Longest PEM text that is read, in characters. */
    public static final int MOST = 256 * 1024;

    private static final int MOST_BLOCKS = 64;
    private static final int MOST_CERTIFICATE_BYTES = 16 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private Pem() {}

    /** One block with its label. */
    public static String text(String label, byte[] content) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, encoder.encodeToString(content), label);
    }

    /** Certificates, one block after another. */
    public static String text(Collection<X509Certificate> certificates) {
        return certificates.stream()
                .map(c -> text(CERTIFICATE, Fingerprint.der(c)))
                .collect(Collectors.joining());
    }

    /** The contents of all blocks with a label, in their order; other text is skipped. */
    public static List<byte[]> blocks(String pem, String label) {
        if (pem.length() > MOST) {
            throw malformed("it is longer than " + MOST + " characters");
        }
        List<byte[]> found = new ArrayList<>();
        Matcher match = BLOCK.matcher(pem);
        while (match.find()) {
            if (match.group(1).equals(label)) {
                found.add(base64(match.group(2)));
            }
            if (found.size() > MOST_BLOCKS) {
                throw malformed("it holds more than " + MOST_BLOCKS + " blocks");
            }
        }
        return List.copyOf(found);
    }

    /** All certificates of a PEM text, in their order; at least one. */
    public static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> found =
                blocks(pem, CERTIFICATE).stream().map(Pem::certificate).toList();
        if (found.isEmpty()) {
            throw malformed("it holds no certificate");
        }
        return found;
    }

    /** One certificate in DER. */
    public static X509Certificate certificate(byte[] der) {
        if (der.length > MOST_CERTIFICATE_BYTES) {
            throw malformed("a certificate is longer than " + MOST_CERTIFICATE_BYTES + " bytes");
        }
        try {
            var in = new ByteArrayInputStream(der);
            var factory = CertificateFactory.getInstance("X.509");
            var certificate = (X509Certificate) factory.generateCertificate(in);
            if (in.available() == 0) {
                return certificate;
            }
        } catch (CertificateException | RuntimeException e) {
            throw malformed("a certificate in it cannot be read");
        }
        throw malformed("bytes follow the certificate");
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw malformed("a block is not base64");
        }
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(
                new Problem.Malformed(
                        "bad_pem",
                        "Expected certificates or keys in PEM form, but "
                                + why
                                + ". Give the file as the authority issued it."));
    }
}
