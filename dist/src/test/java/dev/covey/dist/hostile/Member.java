package dev.covey.dist.hostile;

import dev.covey.dist.birth.Joining;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.identity.IdentityDirectory;
import dev.covey.pki.join.JoinString;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.x509.Authorities;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A machine with a certificate: that of a worker which joined in earnest, or of another cluster.
 */
record Member(Credentials shown, Authorities authorities) {

    private static final int OTHER_PORTS = 31_000;

    /** Joins as a worker of which nothing runs. */
    static Member joined(Path directory, String joinString) {
        DataDirectory data = new DataDirectory(directory);
        var _ =
                new Joining(InstantSource.system(), "0.1.0")
                        .join(
                                JoinString.parse(joinString),
                                data,
                                new NodePlan(
                                        "mallory",
                                        "",
                                        List.of(new Link(0, "127.0.0.1", 0)),
                                        "127.0.0.1",
                                        Ports.at(OTHER_PORTS),
                                        "127.0.0.1",
                                        Optional.empty(),
                                        Optional.empty()));
        var identity = new IdentityDirectory(data.pki()).load().orElseThrow();
        return new Member(identity.credentials(), identity.authorities());
    }

    /** Its side of mutual TLS; it believes whoever its cluster's authority vouches for. */
    SSLContext tls() {
        return Tls.context(
                new LiveKeys(new LiveCredentials(shown)),
                new MemberTrust(
                        () -> authorities,
                        _ -> MemberPolicy.allowed(),
                        ExpectedPeer.any(),
                        TrustEvents.none(),
                        InstantSource.system()));
    }
}
