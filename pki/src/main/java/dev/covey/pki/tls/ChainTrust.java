package dev.covey.pki.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A trust manager with one rule for all the doors of JSSE. It takes every judged session out of
 * resumption: a resumed session would skip the judgement, and a removed node could come back. That
 * holds for the JDK's TLS and for Netty's BoringSSL.
 */
public abstract class ChainTrust extends X509ExtendedTrustManager {

    static {
        // BoringSSL under Netty resumes TLS 1.3 sessions by tickets whatever becomes of the session
        // object; Netty reads these properties when its first context is made, after this class.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        System.setProperty("jdk.tls.client.enableSessionTicketExtension", "false");
    }

    /** Judges a client; throws to refuse. */
    protected abstract void checkClient(X509Certificate[] chain) throws CertificateException;

    /**
     * Judges a server; throws to refuse.
     *
     * @param dialled the host name the client gave to TLS, if it gave one
     */
    protected abstract void checkServer(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException;

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        checkClient(chain);
        neverResume(session(socket));
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        checkClient(chain);
        neverResume(engine.getHandshakeSession());
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        checkClient(chain);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        SSLSession session = session(socket);
        checkServer(chain, session == null ? null : session.getPeerHost());
        neverResume(session);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        checkServer(chain, engine.getPeerHost());
        neverResume(engine.getHandshakeSession());
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        checkServer(chain, null);
    }

    private static @Nullable SSLSession session(Socket socket) {
        return socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    }

    private static void neverResume(@Nullable SSLSession session) {
        if (session != null) {
            session.invalidate();
        }
    }
}
