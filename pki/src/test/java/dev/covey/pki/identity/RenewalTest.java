package dev.covey.pki.identity;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.TestTrust;
import dev.covey.pki.ca.Authority;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenewalTest {

    private final TestTrust trust = TestTrust.cluster("c1");

    @Test
    void theMomentLiesBetweenHalfAndFourFifthsOfTheLifeAndDiffersBetweenNodes() {
        Duration life = Duration.ofHours(24).plus(Authority.BACK_DATING);
        Instant from = NOW.minus(Authority.BACK_DATING);
        Set<Instant> moments = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            Instant at = Renewal.at(trust.node("n" + i).certificate());
            assertThat(at)
                    .isBetween(
                            from.plus(life.dividedBy(2)),
                            from.plus(life.multipliedBy(4).dividedBy(5)));
            moments.add(at);
        }
        assertThat(moments).hasSizeGreaterThan(30);
    }

    @Test
    void itIsDueFromThatMomentOnAndForEverAfter() {
        X509Certificate certificate = trust.node("n1").certificate();
        Instant at = Renewal.at(certificate);
        assertThat(Renewal.due(certificate, InstantSource.fixed(at.minusMillis(1)))).isFalse();
        assertThat(Renewal.due(certificate, InstantSource.fixed(at))).isTrue();
        assertThat(Renewal.due(certificate, InstantSource.fixed(NOW.plus(Duration.ofDays(999)))))
                .isTrue();
        assertThat(Renewal.due(certificate, InstantSource.fixed(Instant.EPOCH))).isTrue();
    }

    @Test
    void thePauseEndsAtTheMomentAndIsNeverShorterThanTheLeast() {
        X509Certificate certificate = trust.node("n1").certificate();
        Instant at = Renewal.at(certificate);
        assertThat(Renewal.pause(certificate, InstantSource.fixed(NOW)))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Renewal.pause(certificate, InstantSource.fixed(at)))
                .isEqualTo(Renewal.LEAST_PAUSE);
        var shortly = InstantSource.fixed(at.minusSeconds(90));
        assertThat(
                        Renewal.due(
                                certificate,
                                InstantSource.offset(shortly, Renewal.pause(certificate, shortly))))
                .isTrue();
    }
}
