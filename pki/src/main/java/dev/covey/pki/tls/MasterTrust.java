package dev.covey.pki.tls;

import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A master's trust in the HTTPS port of another: a genuine server certificate of a node that is a
 * master now. As between all members, dates are not enforced: a wrong clock on either side must not
 * keep a master from passing requests on. Safe from any thread.
 */
public final class MasterTrust extends ChainTrust {

    private final Supplier<Authorities> authorities;
    private final Predicate<String> masters;

    /**
     * A client's trust manager.
     *
     * @param authorities the newest authorities, asked at every handshake
     * @param masters whether a node id is that of a master now, asked at every handshake
     */
    public MasterTrust(Supplier<Authorities> authorities, Predicate<String> masters) {
        this.authorities = authorities;
        this.masters = masters;
    }

    @Override
    protected void checkClient(X509Certificate[] chain) throws CertificateException {
        throw new CertificateException("no client is expected here");
    }

    @Override
    protected void checkServer(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException {
        Peer peer = PeerCheck.genuine(chain, authorities.get(), PeerCheck.SERVER);
        boolean server = peer.name().kind() == PeerName.Kind.SERVER;
        if (!server || !masters.test(peer.name().id())) {
            throw new CertificateException("not a master answers, but " + peer.name().id());
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.get().certificates().toArray(X509Certificate[]::new);
    }
}
