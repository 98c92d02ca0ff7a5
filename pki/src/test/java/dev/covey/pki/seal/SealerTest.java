package dev.covey.pki.seal;

import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Sealed;
import dev.covey.pki.Refusals;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final String PLACE = "r/user/u1#credential";

    private final SealKeys keys = SealKeys.make(RANDOM);
    private final Sealer sealer = new Sealer(keys, RANDOM);

    @Test
    void aSealedSecretOpensInItsPlaceOnly() {
        Sealed box = sealer.seal(PLACE, "secret");
        assertThat(sealer.openText(PLACE, box)).isEqualTo("secret");
        assertThat(Refusals.code(() -> sealer.open("r/user/u2#credential", box)))
                .isEqualTo("seal_broken");
        assertThat(sealer.seal(PLACE, "secret")).isNotEqualTo(box);
        assertThat(box.toString()).doesNotContain(box.box());
    }

    @Test
    void otherKeysDoNotOpenIt() {
        Sealed box = sealer.seal(PLACE, "secret");
        Sealer other = new Sealer(SealKeys.make(RANDOM), RANDOM);
        assertThat(Refusals.code(() -> other.open(PLACE, box))).isEqualTo("seal_broken");
    }

    @Test
    void aChangedBoxIsRefusedWhereverItWasChanged() {
        byte[] box = Base64.getUrlDecoder().decode(sealer.seal(PLACE, "secret").box());
        for (int i = 0; i < box.length; i++) {
            byte[] broken = box.clone();
            broken[i] ^= 1;
            Sealed sealed = new Sealed(Base64.getUrlEncoder().encodeToString(broken));
            assertThat(Refusals.code(() -> sealer.open(PLACE, sealed))).isEqualTo("seal_broken");
        }
        for (String text : List.of("", "A", "!!!", "A".repeat(1_000_000))) {
            assertThat(Refusals.code(() -> sealer.open(PLACE, new Sealed(text))))
                    .isEqualTo("seal_broken");
        }
    }

    @Test
    void keysRotateWhileOldBoxesStillOpen() {
        Sealed old = sealer.seal(PLACE, "secret");
        SealKeys two = keys.rotated(RANDOM);
        Sealer next = new Sealer(two, RANDOM);
        assertThat(next.openText(PLACE, old)).isEqualTo("secret");
        assertThat(next.newest(PLACE, old)).isFalse();
        Sealed anew = next.seal(PLACE, next.open(PLACE, old));
        assertThat(next.newest(PLACE, anew)).isTrue();
        Sealer last = new Sealer(two.newestOnly(), RANDOM);
        assertThat(last.openText(PLACE, anew)).isEqualTo("secret");
        assertThat(Refusals.code(() -> last.open(PLACE, old))).isEqualTo("seal_broken");
    }

    @Test
    void keysSurviveWritingAndPrintNothing() {
        SealKeys two = keys.rotated(RANDOM);
        assertThat(SealKeys.parse("other text\n" + two.pem())).isEqualTo(two);
        String secret = Base64.getEncoder().encodeToString(keys.newest().secret().getEncoded());
        assertThat(two.toString()).doesNotContain(secret.substring(0, 12));
        for (String text : List.of("", keys.pem() + keys.pem(), keys.pem().substring(40))) {
            assertThat(Refusals.code(() -> SealKeys.parse(text))).isEqualTo("seal_keys_unreadable");
        }
    }

    @Test
    void aSecretBeyondTheBoundIsAnErrorOfTheProgram() {
        assertThatThrownBy(() -> sealer.seal(PLACE, new byte[Sealer.MOST + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
