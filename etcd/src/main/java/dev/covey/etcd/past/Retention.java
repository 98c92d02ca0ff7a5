package dev.covey.etcd.past;

import dev.covey.model.Check;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the past is kept when nobody says {@code compact}; what etcd's flags {@code
 * --auto-compaction-mode} and {@code --auto-compaction-retention} say.
 */
public sealed interface Retention {

    /** All of it. */
    record Everything() implements Retention {}

    /** What was there at any time of a period that ends now. */
    record Period(Duration length) implements Retention {}

    /** So many revisions before the newest. */
    record Revisions(long count) implements Retention {}

    /**
     * Reads the flags.
     *
     * @param mode {@code periodic} or {@code revision}
     * @param amount hours as a number, or a duration as Go writes it ({@code 1h30m}); or revisions;
     *     0 to keep everything
     * @throws dev.covey.model.ProblemException if they are anything else
     */
    static Retention of(String mode, String amount) {
        return switch (mode) {
            case "periodic" -> period(amount);
            case "revision" -> revisions(amount);
            default -> {
                Check.that(false, "auto-compaction-mode", "periodic or revision", mode);
                yield new Everything();
            }
        };
    }

    private static Retention period(String amount) {
        Duration length =
                amount.matches("[0-9]{1,6}")
                        ? Duration.ofHours(Long.parseLong(amount))
                        : duration(amount);
        if (length.isZero()) {
            return new Everything();
        }
        Check.that(
                length.compareTo(Duration.ofSeconds(1)) >= 0,
                "auto-compaction-retention",
                "0, or a second or more",
                amount);
        return new Period(length);
    }

    private static Duration duration(String amount) {
        Matcher parts =
                Pattern.compile(
                                "(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?"
                                        + "(?:([0-9]{1,6})ms)?")
                        .matcher(amount);
        Check.that(
                parts.matches() && !amount.isEmpty(),
                "auto-compaction-retention",
                "hours (12) or a duration (1h30m)",
                amount);
        return Duration.ofHours(number(parts, 1))
                .plusMinutes(number(parts, 2))
                .plusSeconds(number(parts, 3))
                .plusMillis(number(parts, 4));
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private static Retention revisions(String amount) {
        Check.that(
                amount.matches("[0-9]{1,18}"),
                "auto-compaction-retention",
                "a number of revisions",
                amount);
        long count = Long.parseLong(amount);
        return count == 0 ? new Everything() : new Revisions(count);
    }
}
