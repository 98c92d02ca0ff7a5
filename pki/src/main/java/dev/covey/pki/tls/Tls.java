package dev.covey.pki.tls;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Contexts and parameters: TLS 1.3 (RFC 8446) and nothing older. */
public final class Tls {

    /** The one protocol, by its JSSE name. */
    public static final String PROTOCOL = "TLSv1.3";

    /**
     * The server name that asks a master's HTTPS port for the cluster's own certificate. Dial the
     * port by IP address when setting it: the JDK's HTTP client replaces it by a host name.
     */
    public static final String CLUSTER_NAME = "cluster.covey.internal";

    private static final int MOST_CAUSES = 16;

    // Only of clients without a certificate: all others shake hands anew each time.
    private static final int MOST_SESSIONS = 1024;

    private Tls() {}

    /**
     * A context.
     *
     * @param keys what this side presents; null for nothing
     */
    public static SSLContext context(@Nullable X509ExtendedKeyManager keys, ChainTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            KeyManager[] keyManagers = keys == null ? new KeyManager[0] : new KeyManager[] {keys};
            context.init(keyManagers, new TrustManager[] {trust}, null);
            context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }

    /** For servers whose clients must show a certificate. */
    public static SSLParameters memberServer() {
        SSLParameters parameters = parameters();
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /** For servers whose clients may show a certificate; a bad one is refused all the same. */
    public static SSLParameters openServer() {
        SSLParameters parameters = parameters();
        parameters.setWantClientAuth(true);
        return parameters;
    }

    /** For clients of members. */
    public static SSLParameters memberClient() {
        return parameters();
    }

    /** For clients of a master's HTTPS port that know the cluster's authority. */
    public static SSLParameters clusterClient() {
        SSLParameters parameters = parameters();
        parameters.setServerNames(List.of(new SNIHostName(CLUSTER_NAME)));
        return parameters;
    }

    /** The problem that made a handshake fail on this side, if one of this package's rules did. */
    public static Optional<Problem> problem(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof ProblemException refusal) {
                return Optional.of(refusal.problem());
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {PROTOCOL});
        return parameters;
    }
}
