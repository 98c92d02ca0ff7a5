package dev.covey.dist.store;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.CertificateFiles;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.raft.peer.MemberTls;
import dev.covey.runtime.ids.Ids;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What members show each other. */
final class PeerTrust {

    private static final Duration LIFE = Duration.ofDays(3650);

    /** The cluster of those who do not know it yet. */
    static final String NEWCOMER = "newcomer";

    /** The keys and rules of one member of a cluster. */
    static MemberTls of(
            StoreOptions options, StorePlan plan, String cluster, Instant now, Ids ids) {
        return plan.peerUrl().secure()
                ? ofFiles(options, plan)
                : unprotected(plan.node(), cluster, now, ids);
    }

    /** Members are known by the common name of their certificate: their name. */
    private static MemberTls ofFiles(StoreOptions options, StorePlan plan) {
        Credentials own =
                CertificateFiles.load(
                        file("peer-cert-file", options.peerCertificate),
                        file("peer-key-file", options.peerKey));
        Optional<String> found = nodeOf(own.chain().getFirst());
        if (!found.equals(Optional.of(plan.node()))) {
            throw new ProblemException(
                    new Problem.Invalid(
                            "peer-cert-file",
                            "a certificate whose common name is the member's name, '"
                                    + plan.name()
                                    + "'",
                            found.orElse("another")));
        }
        return new MemberTls(
                new LiveKeys(new LiveCredentials(own)),
                FileTrust.of("peer-trusted-ca-file", options.peerAuthorities).plain(),
                PeerTrust::nodeOf);
    }

    private static Path file(String option, @Nullable Path file) {
        if (file == null) {
            throw new ProblemException(
                    new Problem.Invalid(option, "a file, because the URL is https", "not given"));
        }
        return file;
    }

    private static Optional<String> nodeOf(X509Certificate certificate) {
        return CommonName.of(certificate).map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** On loopback, as with etcd's plain URLs: whoever is on this machine is believed. */
    private static MemberTls unprotected(String name, String cluster, Instant now, Ids ids) {
        Randomness random = ids::secret;
        Authority authority = Authority.make(cluster, now, random);
        P256Key key = P256Key.make();
        CertificateOrder order =
                new CertificateOrder(
                        PeerName.node(cluster, name), key.publicKey(), Set.of(), Set.of(), LIFE);
        List<X509Certificate> chain = authority.issue(order, now, random);
        Credentials own = new Credentials(key.privateKey(), chain);
        return new MemberTls(
                new LiveKeys(new LiveCredentials(own)),
                new Anybody(),
                // Who believes to be in another cluster is told so by the members' own door.
                certificate -> PeerName.of(certificate).map(PeerName::id));
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            Objects.requireNonNull(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            Objects.requireNonNull(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private PeerTrust() {}
}
