package dev.covey.bench;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param of what is compared with the bound: our figure, or its ratio to the peer's
 * @param least whether the bound is the least; else it is the most
 */
record Aim(Of of, boolean least, double bound) {

    enum Of {
        OURS,
        RATIO
    }

    static Aim atMost(double bound) {
        return new Aim(Of.OURS, false, bound);
    }

    static Aim atLeast(double bound) {
        return new Aim(Of.OURS, true, bound);
    }

    static Aim ratioAtLeast(double bound) {
        return new Aim(Of.RATIO, true, bound);
    }

    static Aim ratioAtMost(double bound) {
        return new Aim(Of.RATIO, false, bound);
    }

    /** The aim in words, and whether it is missed. */
    String line(Figure figure) {
        double found =
                switch (of) {
                    case OURS -> figure.ours();
                    case RATIO -> figure.ratio().orElse(bound);
                };
        boolean met = least ? found >= bound : found <= bound;
        String number = bound == (long) bound ? Long.toString((long) bound) : dotted();
        return (least ? ">= " : "<= ")
                + number
                + (of == Of.RATIO ? "x" : "")
                + (met ? "" : "  MISSED");
    }

    private String dotted() {
        return String.format(Locale.ROOT, "%.1f", bound);
    }
}
