package dev.covey.master.provision;

/** Hears how an installation goes. Called from one thread; may block, and may throw to stop it. */
public interface Progress {

    /** A stage begins. */
    void started(Stage stage);

    /** A stage has succeeded; {@code message} says what was found or done. */
    void ended(Stage stage, String message);

    /** A line for the log. Never holds a secret. */
    void log(String line);
}
