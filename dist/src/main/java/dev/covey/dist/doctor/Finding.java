package dev.covey.dist.doctor;

import java.util.Locale;

/**
 * What one check has found.
 *
 * @param remedy what to do; empty when nothing is wrong
 */
public record Finding(String check, Verdict verdict, String found, String remedy) {

    /** How bad it is. */
    public enum Verdict {
        /** Nothing to do. */
        OK,
        /** Worth a look; the node does its work. */
        WARN,
        /** The node cannot do its work, or soon cannot. */
        BAD;

        /** The word that people and programs read. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Verdict.OK, found, "");
    }

    static Finding warn(String check, String found, String remedy) {
        return new Finding(check, Verdict.WARN, found, remedy);
    }

    static Finding bad(String check, String found, String remedy) {
        return new Finding(check, Verdict.BAD, found, remedy);
    }
}
