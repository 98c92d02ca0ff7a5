package dev.covey.runtime.store;

import java.io.Serial;

/**
 * Leadership could not be confirmed: no quorum, no leader, or not this member. Nothing was done.
 */
public final class UnavailableException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    /** What was not available; a sentence for a person. */
    public UnavailableException(String message) {
        super(message, null, false, false);
    }
}
