package dev.covey.pki.password;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.RandomText;
import dev.covey.pki.Randomness;

/** Which passwords are taken, and new ones that people can read aloud. */
public final class PasswordRule {

    /** The fewest characters of a chosen password. */
    public static final int LEAST = 10;

    /** The most characters of any password. */
    public static final int MOST = 256;

    // Without letters and digits that are taken for each other.
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private PasswordRule() {}

    /** A new password: four groups of five characters, 99 random bits. */
    public static String make(Randomness random) {
        return RandomText.of(random, READABLE, 20).replaceAll("(.{5})(?=.)", "$1-");
    }

    /** Refuses a chosen password that is too short, too long or one character over and over. */
    public static void check(String password) {
        int characters = password.codePointCount(0, password.length());
        if (characters < LEAST || characters > MOST) {
            throw refused("it has " + characters);
        }
        if (password.codePoints().distinct().count() < 4) {
            throw refused("it has only a few different ones");
        }
    }

    private static ProblemException refused(String why) {
        // The password itself is never repeated.
        return new ProblemException(
                new Problem.Invalid(
                        "password",
                        "%d-%d characters, at least 4 different".formatted(LEAST, MOST),
                        why));
    }
}
