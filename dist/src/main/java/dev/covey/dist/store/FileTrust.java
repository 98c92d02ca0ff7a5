package dev.covey.dist.store;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Believes chains that end in one of the authorities of a file. */
record FileTrust(X509TrustManager manager) {

    static FileTrust of(String option, @Nullable Path file) {
        if (file == null) {
            throw new ProblemException(
                    new Problem.Invalid(option, "a file with certificates", "not given"));
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate each : Pem.certificates(Files.readString(file))) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new FileTrust((X509TrustManager) factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new ProblemException(
                    new Problem.Invalid(option, "a file with certificates", file.toString()));
        }
    }

    /** The same without a look at host names: members are known by other means. */
    X509TrustManager plain() {
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type)
                    throws CertificateException {
                manager.checkClientTrusted(chain, type);
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type)
                    throws CertificateException {
                manager.checkServerTrusted(chain, type);
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return manager.getAcceptedIssuers();
            }
        };
    }
}
