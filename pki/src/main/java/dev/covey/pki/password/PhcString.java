package dev.covey.pki.password;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash in the PHC string format, as the reference implementation writes it. What is
 * read is bounded, so that a damaged row cannot ask for much memory or time.
 *
 * @param cost what computing it takes
 * @param salt base64 without padding
 * @param hash base64 without padding
 */
record PhcString(Cost cost, String salt, String hash) {

    /**
     * Argon2's parameters (RFC 9106 3.1).
     *
     * @param memoryKib memory in KiB
     * @param passes how often the memory is walked
     * @param lanes how many lanes it has
     */
    record Cost(int memoryKib, int passes, int lanes) {

        /** OWASP's first recommendation for Argon2id. */
        static final Cost CURRENT = new Cost(19 * 1024, 2, 1);

        boolean bearable() {
            return memoryKib >= 8 * lanes
                    && memoryKib <= 64 * 1024
                    && passes >= 1
                    && passes <= 8
                    && lanes >= 1
                    && lanes <= 4;
        }
    }

    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9]{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    static PhcString parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw unreadable();
        }
        var cost = new Cost(number(match, 1), number(match, 2), number(match, 3));
        if (!cost.bearable()) {
            throw unreadable();
        }
        var read = new PhcString(cost, match.group(4), match.group(5));
        try {
            // A length that base64 cannot have is found here and not at each use.
            return of(cost, read.saltBytes(), read.hashBytes());
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    static PhcString of(Cost cost, byte[] salt, byte[] hash) {
        var encoder = Base64.getEncoder().withoutPadding();
        return new PhcString(cost, encoder.encodeToString(salt), encoder.encodeToString(hash));
    }

    byte[] saltBytes() {
        return Base64.getDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getDecoder().decode(hash);
    }

    String text() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(cost.memoryKib(), cost.passes(), cost.lanes(), salt, hash);
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static ProblemException unreadable() {
        return new ProblemException(
                new Problem.Failed(
                        "password_hash_unreadable",
                        "Expected a stored Argon2id hash, but it cannot be read as one."
                                + " Reset the password with 'covey admin'."));
    }
}
