package dev.covey.pki.keys;

import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import java.util.Base64;
import java.util.UUID;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealityKeysTest {

    @Test
    void thePublicHalfIsWhatAnotherImplementationComputes() {
        for (int i = 0; i < 20; i++) {
            RealityKeys keys = RealityKeys.make(RANDOM);
            byte[] expected = new byte[32];
            X25519.scalarMultBase(Base64.getUrlDecoder().decode(keys.privateKey()), 0, expected, 0);
            assertThat(Base64.getUrlDecoder().decode(keys.publicKey())).isEqualTo(expected);
            assertThat(RealityKeys.of(keys.privateKey())).isEqualTo(keys);
        }
    }

    @Test
    void aPrivateKeyHasTheBitsThatCoresExpect() {
        byte[] scalar = Base64.getUrlDecoder().decode(RealityKeys.make(RANDOM).privateKey());
        assertThat(scalar[0] & 7).isZero();
        assertThat(scalar[31] & 0xC0).isEqualTo(0x40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        var problem = Refusals.of(() -> RealityKeys.of(text));
        assertThat(problem.code()).isEqualTo("invalid");
        assertThat(problem.message()).doesNotContain("AAAA");
    }

    @Test
    void keysPrintWithoutTheirPrivateHalf() {
        RealityKeys keys = RealityKeys.make(RANDOM);
        assertThat(keys.toString()).doesNotContain(keys.privateKey());
    }

    @Test
    void idsHaveTheirForms() {
        assertThat(RealityKeys.shortId(RANDOM)).matches("[0-9a-f]{16}");
        UUID uuid = UUID.fromString(Uuids.make(RANDOM));
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(Uuids.make(RANDOM)).isNotEqualTo(Uuids.make(RANDOM));
    }
}
