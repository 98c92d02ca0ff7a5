package dev.covey.pki.ca;

import static dev.covey.pki.TestTrust.NOW;
import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import dev.covey.pki.TestTrust;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {

    private final TestTrust trust = TestTrust.cluster("c1");
    private final Authority authority = trust.authority();
    private final P256Key key = P256Key.make();

    @Test
    void anAuthoritySignsOnlyLeavesForTenYears() {
        X509Certificate own = authority.certificate();
        assertThat(own.getBasicConstraints()).isZero();
        assertThat(own.getKeyUsage()[5]).isTrue();
        assertThat(own.getNotBefore().toInstant()).isBefore(NOW);
        assertThat(own.getNotAfter().toInstant()).isEqualTo(NOW.plus(Authority.LIFE));
        assertThat(own.getSubjectX500Principal().getName()).contains("c1");
        assertThat(PeerName.of(own).orElseThrow().clusterId()).isEqualTo("c1");
    }

    @Test
    void aNodesCertificateNamesItAndLivesADay() throws CertificateParsingException {
        X509Certificate leaf = trust.node("n1", key, NOW).certificate();
        assertThat(leaf.getSubjectX500Principal().getName()).contains("CN=n1");
        assertThat(PeerName.of(leaf)).contains(PeerName.node("c1", "n1"));
        assertThat(leaf.getSubjectAlternativeNames())
                .contains(List.of(2, "n.example"), List.of(7, "127.0.0.1"));
        assertThat(leaf.getExtendedKeyUsage()).hasSize(2);
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Authority.BACK_DATING));
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void serialsAreDistinctPositiveAndShortEnough() {
        Set<Object> serials = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            var serial = trust.node("n1", key, NOW).certificate().getSerialNumber();
            assertThat(serial.signum()).isPositive();
            assertThat(serial.toByteArray().length).isLessThanOrEqualTo(20);
            serials.add(serial);
        }
        assertThat(serials).hasSize(20);
    }

    @Test
    void aCertificateEndsWithItsAuthorityAtTheLatest() {
        var late = NOW.plus(Authority.LIFE).minusSeconds(60);
        assertThat(trust.node("n1", key, late).certificate().getNotAfter())
                .isEqualTo(authority.certificate().getNotAfter());
        assertThat(Refusals.code(() -> trust.node("n1", key, NOW.plus(Authority.LIFE))))
                .isEqualTo("authority_expired");
    }

    @Test
    void ordersThatMakeNoSenseAreRefused() {
        assertThat(Refusals.code(() -> order(Set.of("a b"), Set.of(), Duration.ofHours(1))))
                .isEqualTo("invalid");
        assertThat(Refusals.code(() -> order(Set.of(), Set.of("host"), Duration.ofHours(1))))
                .isEqualTo("invalid");
        assertThat(Refusals.code(() -> order(Set.of(), Set.of(), Duration.ZERO)))
                .isEqualTo("invalid");
        var foreign = CertificateOrder.node("c2", "n1", key.publicKey(), Set.of(), Set.of());
        assertThat(Refusals.code(() -> authority.issue(foreign, NOW, RANDOM))).isEqualTo("invalid");
    }

    @Test
    void itsKeyTravelsOnlyToTheNodeItIsWrappedFor() {
        byte[] box = authority.wrapFor(key.publicKey());
        Authority opened = Authority.unwrap(box, key, trust.authorities());
        assertThat(opened.certificate()).isEqualTo(authority.certificate());
        byte[] content = {1};
        assertThat(trust.authorities().verify("x", content, opened.sign("x", content))).isTrue();
        assertThat(Refusals.code(() -> Authority.unwrap(box, P256Key.make(), trust.authorities())))
                .isEqualTo("wrapped_key_unreadable");
        var other = TestTrust.cluster("c1").authorities();
        assertThat(Refusals.code(() -> Authority.unwrap(box, key, other)))
                .isEqualTo("authority_mismatch");
    }

    @Test
    void itIsRestoredFromABackup() {
        Authority back = Authority.restore(authority.keyPem(), trust.authorities().pem());
        assertThat(back.certificate()).isEqualTo(authority.certificate());
        assertThat(authority.toString()).doesNotContain("PRIVATE");
    }

    private void order(Set<String> names, Set<String> addresses, Duration life) {
        var name = PeerName.server("c1", "n1");
        authority.issue(
                new CertificateOrder(name, key.publicKey(), names, addresses, life), NOW, RANDOM);
    }
}
