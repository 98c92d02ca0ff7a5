package dev.covey.raft.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.runtime.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HelloTest {

    private static final Start START = Start.fresh(Ids.secure());

    private static Hello knowing(String member) {
        return new Hello(START, 7, 5, Map.of(member, new Memory(START, 3, 2)));
    }

    @Test
    void arrivesAsItWasSaid() {
        Hello said = knowing("n1");
        assertThat(Hello.of(said.toBytes())).isEqualTo(said);
    }

    @Test
    void knowsMembersThatCameInPlaceOfOthers() {
        Hello said = knowing("n1.6527513541bb3e471");
        assertThat(Hello.of(said.toBytes())).isEqualTo(said);
    }

    @Test
    void isNothingElse() {
        for (String member : new String[] {"N1", "n1.", "n1.x.y", "../n1", ""}) {
            byte[] said = knowing(member).toBytes();
            assertThatThrownBy(() -> Hello.of(said))
                    .as(member)
                    .isInstanceOf(RuntimeException.class);
        }
        for (String text : new String[] {"", "hello", "hello a b c d e", "x".repeat(1 << 16)}) {
            byte[] said = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Hello.of(said)).as(text).isInstanceOf(RuntimeException.class);
        }
    }
}
