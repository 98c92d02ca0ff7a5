package dev.covey.cli.output;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/** QR codes (ISO/IEC 18004) of half blocks, two rows of modules to a line. */
public final class Qr {

    private static final int QUIET = 2;

    private Qr() {}

    /** The lines of a code, dark on light whatever the terminal's colours. */
    public static List<String> lines(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        List<String> lines = new ArrayList<>();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                line.append(block(light(code, x, y), light(code, x, y + 1)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static boolean light(QrCode code, int x, int y) {
        return !code.getModule(x, y); // outside of the code counts as light
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
