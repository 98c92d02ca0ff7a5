package dev.covey.model;

import java.time.Instant;

/**
 * How a user stands; written by the access controller.
 *
 * @param since cluster time of the last change of state
 */
public record UserStatus(State state, Instant since) implements Status {

    /** Whether a user may use the service, and if not, why. */
    public enum State {
        ACTIVE,
        DISABLED,
        LIMITED,
        EXPIRED
    }
}
