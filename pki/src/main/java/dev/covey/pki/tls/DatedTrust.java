package dev.covey.pki.tls;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trust at the doors for clients (HTTPS, etcd v3): a genuine certificate of an accepted kind whose
 * dates cover now. Nodes are judged by the policy too. As a client it accepts any master of the
 * cluster under whatever address it was dialled. Safe from any thread.
 */
public final class DatedTrust extends ChainTrust {

    private final Supplier<Authorities> authorities;
    private final Set<PeerName.Kind> kinds;
    private final MemberPolicy policy;
    private final InstantSource clock;

    /**
     * A trust manager for one side.
     *
     * @param kinds which peers are accepted
     * @param policy asked for nodes at every handshake
     * @param clock cluster time, or the clock of a machine that is no member
     */
    public DatedTrust(
            Supplier<Authorities> authorities,
            Set<PeerName.Kind> kinds,
            MemberPolicy policy,
            InstantSource clock) {
        this.authorities = authorities;
        this.kinds = EnumSet.copyOf(kinds);
        this.policy = policy;
        this.clock = clock;
    }

    /** For a client of a master's HTTPS port that knows the cluster's authorities. */
    public static DatedTrust ofServers(Supplier<Authorities> authorities, InstantSource clock) {
        return new DatedTrust(
                authorities,
                EnumSet.of(PeerName.Kind.SERVER),
                peer -> MemberPolicy.denied("a node's certificate is not a server's"),
                clock);
    }

    @Override
    protected void checkClient(X509Certificate[] chain) throws CertificateException {
        check(chain, PeerCheck.CLIENT);
    }

    @Override
    protected void checkServer(X509Certificate[] chain, @Nullable String dialled)
            throws CertificateException {
        check(chain, PeerCheck.SERVER);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.get().certificates().toArray(X509Certificate[]::new);
    }

    private void check(X509Certificate[] chain, String purpose) throws CertificateException {
        Peer peer = PeerCheck.genuine(chain, authorities.get(), purpose);
        if (!kinds.contains(peer.name().kind())) {
            throw new CertificateException(
                    "a certificate of kind " + peer.name().kind().word() + " is not accepted here");
        }
        checkDates(peer, clock.instant());
        if (peer.name().kind() == PeerName.Kind.NODE
                && policy.judge(peer) instanceof MemberPolicy.Denied(String reason)) {
            throw new CertificateException(reason);
        }
    }

    /** Refuses a peer whose certificate's dates do not cover now. */
    static void checkDates(Peer peer, Instant now) throws CertificateException {
        if (!peer.inDate(now)) {
            throw new CertificateException(
                    new ProblemException(
                            new Problem.Failed(
                                    "certificate_dates",
                                    ("Expected a certificate that is valid now, but it is valid"
                                         + " from %s to %s and this clock says %s. Set this"
                                         + " machine's clock, or wait until the other side has"
                                         + " renewed its certificate.")
                                            .formatted(peer.from(), peer.until(), now))));
        }
    }
}
