package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.output.Cells;
import dev.covey.model.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Paths and bodies of the API as the commands use them. */
final class Api {

    private static final String CLUSTER = "/v1/clusters/self";
    private static final Pattern SIZE =
            Pattern.compile(
                    "([0-9]{1,15}(?:\\.[0-9]{1,3})?) ?(?:([KMGTP])(i?))?B?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})([smhd])");

    private static final BigDecimal LARGEST_SIZE = new BigDecimal("1e18");
    private static final Instant LAST_DATE = Instant.parse("9999-12-31T00:00:00Z");

    private Api() {}

    /** The path of a collection of this cluster. */
    static String of(String collection) {
        return CLUSTER + "/" + collection;
    }

    /** The path of one member of a collection. */
    static String of(String collection, String name) {
        return of(collection) + "/" + Client.part(name);
    }

    /** A parameter of a query, or nothing if it is absent. */
    static String query(String name, @Nullable String value) {
        return value == null ? "" : "?" + name + "=" + Client.part(value);
    }

    /** The path of this cluster. */
    static String cluster() {
        return CLUSTER;
    }

    /** A body of pairs of names and values; absent values are left out. */
    static ObjectNode body(@Nullable Object... pairs) {
        ObjectNode body = Json.object();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                body.set(String.valueOf(pairs[i]), Json.tree(Map.of("v", value)).get("v"));
            }
        }
        return body;
    }

    /**
     * Reads a size in bytes, such as {@code 10GB}, {@code 1.5T} (powers of 1000) or {@code 500MiB}
     * (of 1024).
     */
    static long size(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (matcher.matches()) {
            String unit = Objects.requireNonNullElse(matcher.group(2), "").toUpperCase(Locale.ROOT);
            BigDecimal step =
                    BigDecimal.valueOf("i".equalsIgnoreCase(matcher.group(3)) ? 1024 : 1000);
            BigDecimal bytes =
                    new BigDecimal(matcher.group(1)).multiply(step.pow(" KMGTP".indexOf(unit)));
            if (bytes.compareTo(LARGEST_SIZE) <= 0) {
                return bytes.longValue();
            }
        }
        throw usage("a size up to 1000 PB such as 50GB, 1.5TB, 500MiB or 0", text);
    }

    /** A number in thousandths, 0 to 1000. */
    static int milli(String option, BigDecimal number) {
        BigDecimal milli = number.movePointRight(3).setScale(0, RoundingMode.HALF_UP);
        if (milli.signum() < 0 || milli.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw usage(option + " to be a number from 0 to 1000", number.toString());
        }
        return milli.intValue();
    }

    /** Reads a duration such as {@code 30m} or {@code 7d}. */
    static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text.strip());
        if (!matcher.matches()) {
            throw usage("a duration such as 30m, 24h or 7d", text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Reads a date such as {@code 2031-01-31}, an instant, or a duration from now. */
    static Instant when(String text, InstantSource clock) {
        try {
            Instant at =
                    SPAN.matcher(text).matches()
                            ? clock.instant().plus(span(text))
                            : Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
            if (at.isBefore(LAST_DATE)) {
                return at;
            }
        } catch (DateTimeException e) {
            // said below, as for a date that is too far away
        }
        throw usage("a date such as 2031-01-31, 2031-01-31T12:00:00Z or 30d", text);
    }

    private static Refusal usage(String expected, String found) {
        return new Refusal(
                ExitCode.USAGE,
                "Expected %s, but found '%s'.".formatted(expected, Cells.quoted(found)));
    }
}
