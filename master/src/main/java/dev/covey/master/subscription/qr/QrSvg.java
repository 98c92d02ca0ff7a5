package dev.covey.master.subscription.qr;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import java.util.Optional;

/** Draws QR codes. */
public final class QrSvg {

    /** The quiet zone that ISO/IEC 18004 asks for, in modules. */
    private static final int QUIET = 4;

    private QrSvg() {}

    /**
     * A text as an SVG image, dark on light whatever is around it; absent if the text is longer
     * than a QR code can hold (2,953 bytes).
     */
    public static Optional<String> of(String text) {
        try {
            return Optional.of(svg(QrCode.encodeText(text, QrCode.Ecc.LOW)));
        } catch (DataTooLongException e) {
            return Optional.empty();
        }
    }

    private static String svg(QrCode code) {
        int side = code.size + 2 * QUIET;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        .formatted(side, side)
                + " role=\"img\" aria-label=\"QR code\" shape-rendering=\"crispEdges\">"
                + "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(side, side)
                + "<path fill=\"#000\" d=\""
                + path(code)
                + "\"/></svg>";
    }

    /** Runs of dark modules as bars, which is shorter than a square for each. */
    private static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int run = run(code, x, y);
                if (run > 0) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                }
                x += Math.max(run, 1);
            }
        }
        return path.toString();
    }

    private static int run(QrCode code, int x, int y) {
        int end = x;
        while (end < code.size && code.getModule(end, y)) {
            end++;
        }
        return end - x;
    }
}
