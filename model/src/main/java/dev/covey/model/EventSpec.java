package dev.covey.model;

/**
 * One line of what happened.
 *
 * @param subject key of the resource it is about, such as {@code node/…}; may be empty
 * @param reason a stable word, such as {@code node_lost}
 */
public record EventSpec(Severity severity, String reason, String subject, String text)
        implements Spec {

    /** How much it should trouble anyone. */
    public enum Severity {
        NOTICE,
        WARNING,
        ALARM
    }

    public EventSpec {
        Check.text("reason", reason, 1, 63);
        Check.text("text", text, 1, 1000);
    }
}
