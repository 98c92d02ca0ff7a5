package dev.covey.pki.join;

import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.model.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * The one line that lets a machine join: where the masters are, how to recognise them, and the
 * secret. Its text form starts with {@code covey1-} and carries a checksum, so that a mutilated
 * line is told apart from a wrong one. Prints without the secret.
 *
 * @param masters HTTPS addresses of masters, 1-16, the likeliest first
 * @param authorityDigest SHA-256 of the cluster authority's certificate in DER, hex
 * @param secretId id of the join string's row
 * @param roles what the machine may become
 * @param expiresAt cluster time, whole seconds; only the masters judge it
 */
public record JoinString(
        List<Endpoint> masters,
        String authorityDigest,
        String secretId,
        JoinSecret secret,
        Set<Role> roles,
        Instant expiresAt) {

    /** The most master addresses one string carries. */
    public static final int MOST_MASTERS = 16;

    public JoinString {
        masters = List.copyOf(masters);
        Check.range("masters", masters.size(), 1, MOST_MASTERS);
        Check.that(
                authorityDigest.matches("[0-9a-f]{64}"),
                "authorityDigest",
                "64 hexadecimal digits",
                authorityDigest);
        Check.id("secretId", secretId);
        Check.that(!roles.isEmpty(), "roles", "at least one role", "none");
        roles = Set.copyOf(roles);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The line of text. It holds the secret: show it once, to the one who asked for it. */
    public String text() {
        return JoinStringText.write(this);
    }

    /**
     * Reads a line of text; blanks and line breaks in it are skipped. What is wrong with it is said
     * by the code of the refusal: {@code join_string_empty}, {@code join_string_unknown}, {@code
     * join_string_version}, {@code join_string_too_long} or {@code join_string_damaged}.
     */
    public static JoinString parse(String text) {
        return JoinStringText.read(text);
    }
}
