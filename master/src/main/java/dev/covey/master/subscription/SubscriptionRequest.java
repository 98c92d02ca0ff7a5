package dev.covey.master.subscription;

import java.util.Optional;

/**
 * What somebody asks for under {@code /sub/TOKEN}; nothing of it is trusted.
 *
 * @param format the query parameter
 * @param accept the header
 * @param userAgent the header
 */
public record SubscriptionRequest(
        String token,
        Optional<String> format,
        Optional<String> accept,
        Optional<String> userAgent) {

    /** Everything but the token. */
    @Override
    public String toString() {
        return "SubscriptionRequest[" + format + ", " + accept + ", " + userAgent + "]";
    }
}
