package dev.covey.agent.driver;

import java.io.Serial;

/** A driver could not do what it was asked; its message says why, for people, without secrets. */
public final class DriverException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /** It failed. */
    public DriverException(String message) {
        super(message);
    }

    /** It failed because of something. */
    public DriverException(String message, Throwable cause) {
        super(message, cause);
    }
}
