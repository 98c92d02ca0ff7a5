package dev.covey.raft.peer;

import dev.covey.runtime.quorum.PeerIds;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts a server only if its chain is trusted and it is the node that was dialled: the authority
 * of a {@code covey:///<node id>} target is the node id, and it stands where a host name would. A
 * client needs only a trusted chain here; {@link NodeGate} looks at what it says it is.
 */
final class NodeTrust extends X509ExtendedTrustManager {

    private final X509TrustManager chains;
    private final NodeIdentity identity;
    private final BooleanSupplier mayDial;

    NodeTrust(MemberTls tls) {
        this(tls, () -> true);
    }

    /** The same, for a member that may dial nobody until {@code mayDial} says so. */
    NodeTrust(MemberTls tls, BooleanSupplier mayDial) {
        this.mayDial = mayDial;
        this.chains = tls.trust();
        this.identity = tls.identity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        if (!mayDial.getAsBoolean()) {
            throw new CertificateException("Expected to be cleared first: see Clearance.");
        }
        if (chains instanceof X509ExtendedTrustManager extended) {
            extended.checkServerTrusted(chain, type, engine);
        } else {
            chains.checkServerTrusted(chain, type);
        }
        checkNode(chain, engine.getPeerHost());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        if (chains instanceof X509ExtendedTrustManager extended) {
            extended.checkClientTrusted(chain, type, engine);
        } else {
            chains.checkClientTrusted(chain, type);
        }
        if (identity.nodeOf(chain[0]).isEmpty()) {
            throw new CertificateException("Expected a node's certificate, but it names no node.");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw withoutEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw withoutEngine();
    }

    /** Netty always has one; without it nobody knows which node was dialled. */
    private static CertificateException withoutEngine() {
        return new CertificateException("Expected a connection between members.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }

    private void checkNode(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException {
        String found = identity.nodeOf(chain[0]).orElse("nobody");
        if (dialled == null || !found.equals(PeerIds.name(dialled))) {
            throw new CertificateException(
                    "Expected node " + dialled + " to answer, but it is " + found + ".");
        }
    }
}
