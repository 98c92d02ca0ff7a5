package dev.covey.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whom the command line believes to be a master: any server whose certificate the cluster's own
 * authorities signed, whatever its name, since nodes change names and addresses; or, without known
 * authorities, what the machine trusts, by name.
 */
record Trust(Optional<SSLContext> pinned) {

    static Trust of(Optional<Path> caFile) {
        return new Trust(caFile.map(Trust::context));
    }

    void apply(HttpsURLConnection connection) {
        pinned.ifPresent(
                context -> {
                    connection.setSSLSocketFactory(context.getSocketFactory());
                    connection.setHostnameVerifier((_, _) -> true);
                });
    }

    private static SSLContext context(Path caFile) {
        try (InputStream in = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int i = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + i++, certificate);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            X509TrustManager chain = (X509TrustManager) factory.getTrustManagers()[0];
            context.init(null, new TrustManager[] {new ByChain(chain)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "Expected the cluster's certificates in %s, but they cannot be read: %s"
                            .formatted(caFile, e.getMessage()));
        }
    }

    /** Checks the chain and leaves names alone. */
    private static final class ByChain extends X509ExtendedTrustManager {
        private final X509TrustManager chain;

        ByChain(X509TrustManager chain) {
            this.chain = chain;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type)
                throws CertificateException {
            chain.checkServerTrusted(certificates, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
                throws CertificateException {
            chain.checkServerTrusted(certificates, type);
        }

        @Override
        public void checkServerTrusted(
                X509Certificate[] certificates, String type, SSLEngine engine)
                throws CertificateException {
            chain.checkServerTrusted(certificates, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type)
                throws CertificateException {
            throw new CertificateException("a client trusts no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("a client trusts no clients");
        }

        @Override
        public void checkClientTrusted(
                X509Certificate[] certificates, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("a client trusts no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return chain.getAcceptedIssuers();
        }
    }
}
