package dev.covey.dist.store;

import dev.covey.etcd.net.Listen;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.identity.CertificateFiles;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** What clients are shown, and what they must show. */
final class ClientTls {

    static Listen.Tls of(StoreOptions options) {
        LiveKeys keys =
                new LiveKeys(
                        new LiveCredentials(
                                CertificateFiles.load(
                                        file("cert-file", options.certificate),
                                        file("key-file", options.key))));
        TrustManager[] trust =
                options.clientCertificates
                        ? new TrustManager[] {
                            FileTrust.of("trusted-ca-file", options.authorities).manager()
                        }
                        : new TrustManager[0];
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, trust, null);
            return new Listen.Tls(context, options.clientCertificates, CommonName::of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }

    private static Path file(String option, @Nullable Path file) {
        if (file == null) {
            throw new ProblemException(
                    new Problem.Invalid(option, "a file, because a URL is https", "not given"));
        }
        return file;
    }

    private ClientTls() {}
}
