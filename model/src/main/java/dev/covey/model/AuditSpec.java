package dev.covey.model;

/**
 * Who did what; written in the transaction that did it.
 *
 * @param actor such as {@code admin:anna}, {@code token:ci}, {@code root@NODE}
 * @param action such as {@code user.create}
 * @param subject key of the resource, such as {@code user/…}
 * @param detail one line without secrets
 */
public record AuditSpec(String actor, String action, String subject, String detail)
        implements Spec {

    public AuditSpec {
        Check.text("actor", actor, 1, 128);
        Check.text("action", action, 1, 63);
        Check.text("subject", subject, 0, 128);
        Check.text("detail", detail, 0, 500);
    }
}
