package dev.covey.raft.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a member thinks of another one that said hello.
 *
 * @param why for a person; empty if there is nothing to say
 */
record Opinion(Kind kind, String why) {

    /** Nothing speaks against it. */
    static final Opinion FINE = new Opinion(Kind.FINE, "");

    enum Kind {
        /** Nothing speaks against it. */
        FINE,
        /** It cannot be said yet; ask again. */
        LATER,
        /** It lacks what it had, or was copied. */
        OUTDATED,
        /** The member was known with other data, and it was not taken out since. */
        OTHER,
        /** There was no answer. Never sent. */
        SILENT,
        /** It takes no calls from this member at all. Never sent. */
        SHUT
    }

    byte[] toBytes() {
        return (kind + " " + why).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an answer; what is not understood counts as undecided. */
    static Opinion of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int space = Math.max(0, text.indexOf(' '));
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(text.substring(0, space)))
                .findFirst()
                .map(kind -> new Opinion(kind, text.substring(space + 1)))
                .orElse(new Opinion(Kind.LATER, "an answer that is not understood"));
    }
}
