package dev.covey.master.api.resource;

import dev.covey.model.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Shakes hands with a site as a client that speaks nothing but TLS 1.3 (RFC 8446). */
public final class TlsProbe implements SiteProbe {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Who the site is does not matter here: nothing is sent to it. */
    private static final TrustManager ANYONE =
            new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {}

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            };

    @Override
    public Finding look(Endpoint site) {
        try (Socket plain = new Socket()) {
            int millis = (int) LONGEST.toMillis();
            plain.connect(new InetSocketAddress(site.host(), site.port()), millis);
            plain.setSoTimeout(millis);
            return shakesHands(plain, site) ? Finding.GOOD : Finding.NO_TLS_1_3;
        } catch (IOException e) {
            return Finding.UNREACHABLE;
        }
    }

    private static boolean shakesHands(Socket plain, Endpoint site) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(plain, site.host(), site.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            if (site.host().matches(".*[A-Za-z].*") && site.host().indexOf(':') < 0) {
                parameters.setServerNames(List.of(new SNIHostName(site.host())));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            return false;
        } catch (javax.net.ssl.SSLException e) {
            return false; // it speaks, but no TLS at all
        }
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {ANYONE}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }
}
