package dev.covey.pki.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.pki.Refusals;
import dev.covey.pki.x509.P256Key;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyWrapTest {

    private static final byte[] SECRET = {1, 2, 3};

    private final P256Key node = P256Key.make();

    @Test
    void onlyTheRecipientOpensABox() {
        byte[] box = KeyWrap.wrap(SECRET, node.publicKey(), "seal keys");
        assertThat(KeyWrap.unwrap(box, node, "seal keys")).isEqualTo(SECRET);
        assertThat(Refusals.code(() -> KeyWrap.unwrap(box, P256Key.make(), "seal keys")))
                .isEqualTo("wrapped_key_unreadable");
        assertThat(Refusals.code(() -> KeyWrap.unwrap(box, node, "authority key")))
                .isEqualTo("wrapped_key_unreadable");
    }

    @Test
    void twoBoxesOfOneSecretDiffer() {
        assertThat(KeyWrap.wrap(SECRET, node.publicKey(), "x"))
                .isNotEqualTo(KeyWrap.wrap(SECRET, node.publicKey(), "x"));
    }

    @Test
    void aChangedBoxIsRefusedWhereverItWasChanged() {
        byte[] box = KeyWrap.wrap(SECRET, node.publicKey(), "x");
        for (int i = 0; i < box.length; i++) {
            byte[] broken = box.clone();
            broken[i] ^= 1;
            assertThat(Refusals.code(() -> KeyWrap.unwrap(broken, node, "x")))
                    .isEqualTo("wrapped_key_unreadable");
        }
        for (int length = 0; length < box.length; length++) {
            byte[] shorter = Arrays.copyOf(box, length);
            assertThat(Refusals.code(() -> KeyWrap.unwrap(shorter, node, "x")))
                    .isEqualTo("wrapped_key_unreadable");
        }
    }

    @Test
    void chanceBytesAreRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(Refusals.code(() -> KeyWrap.unwrap(noise, node, "x")))
                    .isEqualTo("wrapped_key_unreadable");
        }
    }

    @Test
    void aSecretBeyondTheBoundIsAnErrorOfTheProgram() {
        byte[] large = new byte[KeyWrap.MOST + 1];
        assertThatThrownBy(() -> KeyWrap.wrap(large, node.publicKey(), "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
