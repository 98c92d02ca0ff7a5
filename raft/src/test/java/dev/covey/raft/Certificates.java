package dev.covey.raft;

import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.pki.x509.Pem;
import dev.covey.raft.peer.MemberTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The certificates of one cluster. */
public final class Certificates {

    private static final String KEY = "node.key";
    private static final String CHAIN = "node.crt";
    private static final String AUTHORITIES = "authorities.crt";
    private static final Randomness RANDOM = Randomness.of(new SecureRandom());

    private final Authority authority;

    private Certificates(Authority authority) {
        this.authority = authority;
    }

    /** A new authority. */
    public static Certificates of(String cluster) {
        return new Certificates(Authority.make(cluster, Instant.now(), RANDOM));
    }

    /** What a node shows and believes. */
    public MemberTls tls(String node) {
        return tls(issue(node, P256Key.make()), authorities());
    }

    private Authorities authorities() {
        return Authorities.of(authority.certificate());
    }

    /** Puts what a node shows and believes into a directory, for another process. */
    public void write(Path directory, String node) throws IOException {
        P256Key key = P256Key.make();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(KEY), key.pem());
        Files.writeString(directory.resolve(CHAIN), Pem.text(issue(node, key).chain()));
        Files.writeString(directory.resolve(AUTHORITIES), authorities().pem());
    }

    /** Reads what another process wrote. */
    public static MemberTls read(Path directory) throws IOException {
        P256Key key = P256Key.readPem(Files.readString(directory.resolve(KEY)));
        var chain = Pem.certificates(Files.readString(directory.resolve(CHAIN)));
        return tls(
                new Credentials(key.privateKey(), chain),
                Authorities.parse(Files.readString(directory.resolve(AUTHORITIES))));
    }

    private Credentials issue(String node, P256Key key) {
        CertificateOrder order =
                CertificateOrder.node(
                        authority.clusterId(),
                        node,
                        key.publicKey(),
                        Set.of(),
                        Set.of("127.0.0.1"));
        return new Credentials(key.privateKey(), authority.issue(order, Instant.now(), RANDOM));
    }

    private static MemberTls tls(Credentials credentials, Authorities authorities) {
        MemberTrust trust =
                new MemberTrust(
                        () -> authorities,
                        peer -> MemberPolicy.allowed(),
                        ExpectedPeer.namedByHost(),
                        TrustEvents.none(),
                        InstantSource.system());
        return new MemberTls(
                new LiveKeys(new LiveCredentials(credentials)),
                trust,
                certificate -> PeerName.of(certificate).map(PeerName::id));
    }
}
