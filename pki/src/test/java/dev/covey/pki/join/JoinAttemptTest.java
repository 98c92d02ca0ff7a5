package dev.covey.pki.join;

import static dev.covey.pki.TestTrust.NOW;
import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Role;
import dev.covey.pki.Refusals;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinAttemptTest {

    private static final JoinStringStatus UNUSED = new JoinStringStatus(List.of());

    private final JoinSecret secret = JoinSecret.make(RANDOM);
    private final JoinStringSpec spec =
            new JoinStringSpec(
                    Set.of(Role.WORKER, Role.MASTER),
                    secret.hash(),
                    NOW.plusSeconds(60),
                    2,
                    "192.0.2.0/24");

    @Test
    void aMachineWithTheSecretIsLetIn() {
        attempt(secret, "192.0.2.9", Role.WORKER).check(spec, UNUSED, NOW);
        attempt(JoinSecret.parse(secret.text()), "192.0.2.9", Role.WORKER, Role.MASTER)
                .check(spec, new JoinStringStatus(List.of("n1")), NOW);
    }

    @Test
    void aWrongSecretLearnsNothingElse() {
        var wrong = attempt(JoinSecret.make(RANDOM), "203.0.113.1", Role.WITNESS);
        assertThat(Refusals.of(() -> wrong.check(spec, UNUSED, NOW.plusSeconds(999))))
                .isEqualTo(JoinAttempt.unknown().problem());
    }

    @Test
    void eachConditionHasItsOwnRefusal() {
        var good = attempt(secret, "192.0.2.9", Role.WORKER);
        assertThat(Refusals.code(() -> good.check(spec, UNUSED, spec.expiresAt())))
                .isEqualTo("join_string_expired");
        var used = new JoinStringStatus(List.of("n1", "n2"));
        assertThat(Refusals.code(() -> good.check(spec, used, NOW))).isEqualTo("join_string_used");
        var elsewhere = attempt(secret, "192.0.3.9", Role.WORKER);
        assertThat(Refusals.code(() -> elsewhere.check(spec, UNUSED, NOW)))
                .isEqualTo("join_string_address");
        var witness = attempt(secret, "192.0.2.9", Role.WITNESS);
        assertThat(Refusals.code(() -> witness.check(spec, UNUSED, NOW)))
                .isEqualTo("join_string_role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAA!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoSecretIsRefused(String text) {
        assertThat(Refusals.code(() -> JoinSecret.parse(text))).isEqualTo("bad_join_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "0.0.0.0/0,8.8.8.8,true",
        "192.0.2.1,192.0.2.1,true",
        "192.0.2.1,192.0.2.2,false",
        "192.0.2.128/25,192.0.2.127,false",
        "2001:db8::/33,2001:db8::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "::/0,192.0.2.1,false",
        "0.0.0.0/0,::ffff:192.0.2.1,true",
    })
    void rangesHoldWhatIsInThem(String range, String address, boolean inside) {
        assertThat(Cidr.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "a/8",
                "/8",
                "10/8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThat(Refusals.code(() -> Cidr.parse(text))).isEqualTo("invalid");
    }

    private static JoinAttempt attempt(JoinSecret secret, String from, Role... roles) {
        return new JoinAttempt(secret, InetAddress.ofLiteral(from), Set.of(roles));
    }
}
