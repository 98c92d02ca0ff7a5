package dev.covey.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RandomTextTest {

    @Test
    void everyCharacterIsEquallyLikely() {
        // Each byte value once: those beyond the last full round of the alphabet are passed over.
        AtomicInteger next = new AtomicInteger();
        Randomness all =
                length -> {
                    byte[] bytes = new byte[length];
                    for (int i = 0; i < length; i++) {
                        bytes[i] = (byte) next.getAndIncrement();
                    }
                    return bytes;
                };
        String text = RandomText.of(all, "abc", 255);
        for (char c : "abc".toCharArray()) {
            assertThat(text.chars().filter(each -> each == c)).hasSize(85);
        }
    }
}
