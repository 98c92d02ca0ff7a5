package dev.covey.pki.tls;

import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trust between members: a genuine node certificate, and a policy that knows the node and its key.
 * Dates are reported, never enforced, so that a cluster whose machines were all off for a month, or
 * whose clocks are wrong, comes up by itself; removal works by the policy. Safe from any thread.
 */
public final class MemberTrust extends ChainTrust {

    private final Supplier<Authorities> authorities;
    private final MemberPolicy policy;
    private final ExpectedPeer expected;
    private final TrustEvents events;
    private final InstantSource clock;

    /**
     * A trust manager for either side.
     *
     * @param authorities the newest authorities, asked at every handshake
     * @param policy asked at every handshake
     * @param expected whom this side means to reach when it is the client
     * @param clock only for reporting dates
     */
    public MemberTrust(
            Supplier<Authorities> authorities,
            MemberPolicy policy,
            ExpectedPeer expected,
            TrustEvents events,
            InstantSource clock) {
        this.authorities = authorities;
        this.policy = policy;
        this.expected = expected;
        this.events = events;
        this.clock = clock;
    }

    @Override
    protected void checkClient(X509Certificate[] chain) throws CertificateException {
        reporting(() -> admit(PeerCheck.genuine(chain, authorities.get(), PeerCheck.CLIENT)));
    }

    @Override
    protected void checkServer(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException {
        reporting(
                () -> {
                    Peer peer = PeerCheck.genuine(chain, authorities.get(), PeerCheck.SERVER);
                    if (!expected.is(peer, dialled)) {
                        throw new CertificateException(
                                "another node answers than was dialled: " + peer.name().id());
                    }
                    admit(peer);
                });
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.get().certificates().toArray(X509Certificate[]::new);
    }

    private void admit(Peer peer) throws CertificateException {
        if (peer.name().kind() != PeerName.Kind.NODE) {
            throw new CertificateException("the peer's certificate is not a node's");
        }
        switch (policy.judge(peer)) {
            case MemberPolicy.Denied(String reason) -> throw new CertificateException(reason);
            case MemberPolicy.Allowed() -> {
                if (!peer.inDate(clock.instant())) {
                    events.outOfDate(peer);
                }
            }
        }
    }

    private void reporting(Judgement judgement) throws CertificateException {
        try {
            judgement.run();
        } catch (CertificateException e) {
            events.refused(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @FunctionalInterface
    private interface Judgement {
        void run() throws CertificateException;
    }
}
