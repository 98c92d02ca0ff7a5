package dev.covey.master.command;

import dev.covey.model.Key;
import java.util.Optional;

/**
 * A command was carried out, now or under the same request id before.
 *
 * @param subject absent if an earlier request deleted it
 * @param revision of the store after it
 * @param secret what is shown this once; absent when repeated
 * @param repeated whether it had been done before
 */
public record Done(
        Optional<Key> subject, long revision, Optional<String> secret, boolean repeated) {

    /** What was made or changed. */
    public Key key() {
        return subject.orElseThrow();
    }

    /** The same with a secret, unless it was done before with another one. */
    public Done showing(String once) {
        return repeated ? this : new Done(subject, revision, Optional.of(once), false);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Done[" + subject + "@" + revision + "]";
    }
}
