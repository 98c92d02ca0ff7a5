package dev.covey.master.command;

import dev.covey.model.Key;
import dev.covey.runtime.resource.Draft;
import java.util.Optional;

/**
 * What a command wants done.
 *
 * @param draft empty if all is so already
 * @param subject what it is about
 * @param detail one line for the audit, without secrets
 * @param secret what the caller is shown this once, such as a new token
 * @param last false if the command must be judged again after this part is done, because the whole
 *     does not fit into one transaction
 */
public record Drafted(
        Draft draft, Key subject, String detail, Optional<String> secret, boolean last) {

    /** The whole, without a secret. */
    public static Drafted of(Draft draft, Key subject, String detail) {
        return new Drafted(draft, subject, detail, Optional.empty(), true);
    }

    /** The same with a secret that is shown once. */
    public Drafted showing(String once) {
        return new Drafted(draft, subject, detail, Optional.of(once), last);
    }

    /** A part, after which the command is judged again. */
    public Drafted part() {
        return new Drafted(draft, subject, detail, secret, false);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Drafted[" + subject + ", " + detail + "]";
    }
}
