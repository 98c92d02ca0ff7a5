package dev.covey.master.subscription.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrSvgTest {
    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void everyModuleIsDrawnWhereItBelongs() {
        String text = "https://covey.example:8443/sub/" + "x".repeat(24);
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        String svg = QrSvg.of(text).orElseThrow();

        boolean[][] drawn = new boolean[code.size + 8][code.size + 8];
        BAR.matcher(svg).results().forEach(bar -> draw(drawn, bar));

        for (int y = 0; y < drawn.length; y++) {
            for (int x = 0; x < drawn.length; x++) {
                assertThat(drawn[y][x]).isEqualTo(code.getModule(x - 4, y - 4));
            }
        }
        assertThat(svg).contains("viewBox=\"0 0 %1$d %1$d\"".formatted(drawn.length));
    }

    private static void draw(boolean[][] drawn, MatchResult bar) {
        int x = Integer.parseInt(bar.group(1));
        for (int i = 0; i < Integer.parseInt(bar.group(3)); i++) {
            drawn[Integer.parseInt(bar.group(2))][x + i] = true;
        }
    }

    @Test
    void whatIsTooLongHasNoCode() {
        assertThat(QrSvg.of("x".repeat(2953))).isPresent();
        assertThat(QrSvg.of("x".repeat(2954))).isEmpty();
    }

    @Test
    void anImageSaysNothingButItsModules() {
        assertThat(QrSvg.of("<script>").orElseThrow()).doesNotContain("script");
    }
}
