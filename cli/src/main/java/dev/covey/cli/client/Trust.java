package dev.covey.cli.client;

import dev.covey.pki.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
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
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
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
                    connection.setSSLSocketFactory(new Asking(context.getSocketFactory()));
                    connection.setHostnameVerifier((_, _) -> true);
                });
    }

    void apply(HttpClient.Builder client) {
        pinned.ifPresent(context -> client.sslContext(context).sslParameters(Tls.clusterClient()));
    }

    /**
     * What the JDK's large client is to dial. It puts a host name in place of the server name that
     * asks for the cluster's certificate, but not an address.
     */
    URI dialled(URI uri) throws IOException {
        if (pinned.isEmpty()) {
            return uri;
        }
        String address = InetAddress.getByName(uri.getHost()).getHostAddress();
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("https://" + host + port + uri.getRawPath() + query);
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

    /**
     * Asks for the cluster's own certificate, since a master may show a bought one to everybody
     * else. Only lays TLS over connected sockets: those are the ones whose server name the JDK's
     * client does not put the host name in place of.
     */
    private static final class Asking extends SSLSocketFactory {
        private final SSLSocketFactory sockets;

        Asking(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close)
                throws IOException {
            SSLSocket tls = (SSLSocket) sockets.createSocket(socket, host, port, close);
            tls.setSSLParameters(Tls.clusterClient());
            return tls;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(new Socket(host, port), host, port, true);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort)
                throws IOException {
            return createSocket(new Socket(host, port, from, fromPort), host, port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
                throws IOException {
            return createSocket(host.getHostAddress(), port, from, fromPort);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
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
