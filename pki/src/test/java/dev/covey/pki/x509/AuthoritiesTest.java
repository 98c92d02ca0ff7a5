package dev.covey.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import dev.covey.pki.TestTrust;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {

    private static final byte[] CONTENT = "n1,n2".getBytes(StandardCharsets.UTF_8);

    private final TestTrust old = TestTrust.cluster("c1");
    private final TestTrust next = TestTrust.cluster("c1");
    private final Authorities both = old.authorities().with(next.authority().certificate());

    @Test
    void whileAuthoritiesChangeBothAreBelieved() {
        assertThat(both.signerOf(old.node("n1").certificate()))
                .contains(old.authority().certificate());
        assertThat(both.signerOf(next.node("n1").certificate()))
                .contains(next.authority().certificate());
        assertThat(both.current()).isEqualTo(old.authority().certificate());
        assertThat(both.issuing(next.authority().certificate()).current())
                .isEqualTo(next.authority().certificate());
        assertThat(
                        both.without(old.authority().certificate())
                                .signerOf(old.node("n1").certificate()))
                .isEmpty();
    }

    @Test
    void theyAreFoundByDigestAndSurviveWriting() {
        Authorities read = Authorities.parse(both.pem());
        assertThat(read).isEqualTo(both);
        var second = next.authority().certificate();
        assertThat(read.withDigest(Fingerprint.of(second))).contains(second);
        assertThat(read.withDigest("00")).isEmpty();
        assertThat(read.clusterId()).contains("c1");
    }

    @Test
    void aNodesCertificateIsNoAuthority() {
        var leaf = old.node("n1").certificate();
        assertThat(Refusals.code(() -> Authorities.of(leaf))).isEqualTo("invalid");
        assertThat(Refusals.code(() -> new Authorities(List.of()))).isEqualTo("invalid");
    }

    @Test
    void signedContentIsBoundToItsHeading() {
        byte[] signature = next.authority().sign("masters", CONTENT);
        assertThat(both.verify("masters", CONTENT, signature)).isTrue();
        assertThat(both.verify("members", CONTENT, signature)).isFalse();
        assertThat(both.verify("masters", new byte[1], signature)).isFalse();
        assertThat(old.authorities().verify("masters", CONTENT, signature)).isFalse();
        assertThat(both.verify("masters", CONTENT, new byte[0])).isFalse();
    }
}
