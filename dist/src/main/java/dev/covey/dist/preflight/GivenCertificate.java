package dev.covey.dist.preflight;

import dev.covey.model.ProblemException;
import dev.covey.pki.identity.CertificateFiles;
import dev.covey.pki.x509.IpAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate that someone else issued for the port of console and API, and its key. */
public final class GivenCertificate {

    /** Kinds of names in a certificate (RFC 5280, section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private GivenCertificate() {}

    /** Faults of the files, as sentences; {@code address} is what users will dial. */
    public static List<String> faults(Path certificate, Path key, String address, Instant now) {
        X509Certificate held;
        try {
            held = CertificateFiles.load(certificate, key).certificate();
        } catch (ProblemException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        List<String> faults = new ArrayList<>();
        Instant from = held.getNotBefore().toInstant();
        Instant until = held.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            faults.add(
                    "Expected %s to be valid now, but it is valid from %s to %s. Renew it, or set this machine's clock."
                            .formatted(certificate, from, until));
        }
        List<String> names = names(held);
        if (names.stream().noneMatch(name -> covers(name, address))) {
            faults.add(
                    "Expected %s to be for '%s', but it is for %s. Give --public-address one of its names, or another certificate."
                            .formatted(
                                    certificate,
                                    address,
                                    names.isEmpty() ? "no host" : String.join(", ", names)));
        }
        return faults;
    }

    /** True if apps and browsers, which know nothing of the cluster, take this certificate. */
    public static boolean trusted(Path certificate, Path key) {
        try {
            List<X509Certificate> chain = CertificateFiles.load(certificate, key).chain();
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager usual = (X509TrustManager) factory.getTrustManagers()[0];
            if (usual.getAcceptedIssuers().length == 0) {
                return false; // PKIX would fail instead of answering
            }
            usual.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return true;
        } catch (CertificateException | ProblemException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has a PKIX trust manager", e);
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().flatMap(GivenCertificate::name).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Stream<String> name(List<?> name) {
        return name.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS)
                ? Stream.of(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                : Stream.of();
    }

    /** As RFC 9525 says: a star stands for the whole first label. */
    private static boolean covers(String name, String address) {
        if (IpAddress.is(address)) {
            return IpAddress.is(name)
                    && InetAddress.ofLiteral(name).equals(InetAddress.ofLiteral(address));
        }
        String host = address.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return name.equals(host) || (dot > 0 && name.equals("*" + host.substring(dot)));
    }
}
