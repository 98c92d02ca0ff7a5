package dev.covey.pki.join;

import static dev.covey.pki.TestTrust.NOW;
import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.pki.Digest;
import dev.covey.pki.Refusals;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinStringTest {

    private final JoinSecret secret = JoinSecret.make(RANDOM);
    private final JoinString value =
            new JoinString(
                    List.of(
                            new Endpoint("192.0.2.7", 8443),
                            new Endpoint("2001:db8::7", 65535),
                            new Endpoint("vpn.example.com", 443)),
                    Digest.hex("authority"),
                    "3b6f5c1e-0d0e-4a3b-9a56-2f6f7a1b2c3d",
                    secret,
                    Set.of(Role.MASTER, Role.WORKER),
                    NOW);
    private final String text = value.text();

    @Test
    void aLineOfTextCarriesEverything() {
        JoinString read = JoinString.parse(text);
        assertThat(read.masters()).isEqualTo(value.masters());
        assertThat(read.authorityDigest()).isEqualTo(value.authorityDigest());
        assertThat(read.secretId()).isEqualTo(value.secretId());
        assertThat(read.roles()).isEqualTo(value.roles());
        assertThat(read.expiresAt()).isEqualTo(value.expiresAt());
        assertThat(read.secret().text()).isEqualTo(secret.text());
        assertThat(text).startsWith("covey1-").matches("[A-Za-z0-9_-]+").hasSizeLessThan(300);
    }

    @Test
    void blanksAndLineBreaksFromAMailAreSkipped() {
        String folded = "  " + text.replaceAll("(.{60})", "$1\r\n\t ") + "\n";
        assertThat(JoinString.parse(folded).secretId()).isEqualTo(value.secretId());
    }

    @Test
    void everySingleWrongCharacterIsSeen() {
        for (int i = "covey1-".length(); i < text.length(); i++) {
            for (char c : new char[] {'A', 'b', '7', '_', '-', '!', '=', 'é'}) {
                if (text.charAt(i) != c) {
                    String broken = text.substring(0, i) + c + text.substring(i + 1);
                    assertThat(Refusals.code(() -> JoinString.parse(broken)))
                            .isEqualTo("join_string_damaged");
                }
            }
        }
    }

    @Test
    void aMissingOrDoubledPartIsSeen() {
        for (int i = "covey1-".length(); i < text.length(); i++) {
            String cut = text.substring(0, i);
            assertThat(Refusals.code(() -> JoinString.parse(cut))).isEqualTo("join_string_damaged");
        }
        assertThat(Refusals.code(() -> JoinString.parse(text + "A")))
                .isEqualTo("join_string_damaged");
        assertThat(Refusals.code(() -> JoinString.parse(text + text)))
                .isEqualTo("join_string_damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "'',join_string_empty",
        "'  ',join_string_empty",
        "hello,join_string_unknown",
        "covey_abcdef,join_string_unknown",
        "K10abc::server:def,join_string_unknown",
        "Covey1-AAAA,join_string_unknown",
        "covey2-AAAA,join_string_version",
        "covey12-AAAA,join_string_version",
        "covey1-,join_string_damaged",
        "covey1-AAAA,join_string_damaged",
    })
    void whatElseIsPastedIsToldApart(String pasted, String code) {
        Problem problem = Refusals.of(() -> JoinString.parse(pasted));
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).startsWith("Expected ").contains("covey join-info");
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsRead() {
        assertThat(Refusals.code(() -> JoinString.parse("covey1-" + "A".repeat(100_000))))
                .isEqualTo("join_string_too_long");
    }

    @Test
    void chanceTextIsRefusedAndNothingOfItIsRepeated() {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            StringBuilder noise = new StringBuilder(i % 2 == 0 ? "covey1-" : "");
            random.ints(random.nextInt(1, 300), 1, 0x3000).forEach(noise::appendCodePoint);
            try {
                JoinString.parse(noise.toString());
            } catch (ProblemException e) {
                assertThat(e.problem().code()).startsWith("join_string_");
            }
        }
        String broken = text.substring(0, text.length() - 3);
        assertThat(Refusals.of(() -> JoinString.parse(broken)).message())
                .doesNotContain(text.substring(20, 40));
    }

    @Test
    void theLargestStringFits() {
        String host =
                "h".repeat(63) + "." + "h".repeat(63) + "." + "h".repeat(63) + "." + "h".repeat(61);
        var many = java.util.Collections.nCopies(JoinString.MOST_MASTERS, new Endpoint(host, 1));
        var large =
                new JoinString(
                        many, value.authorityDigest(), "i".repeat(64), secret, value.roles(), NOW);
        assertThat(JoinString.parse(large.text()).masters()).hasSize(JoinString.MOST_MASTERS);
    }

    @Test
    void itPrintsWithoutTheSecret() {
        assertThat(value.toString()).doesNotContain(secret.text()).doesNotContain(text);
    }
}
