package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.model.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Paths and bodies of the API as the commands use them. */
final class Api {

    private static final String CLUSTER = "/v1/clusters/self";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([KMGT]?)(i?)B?");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})([smhd])");

    private Api() {}

    /** The path of a collection of this cluster. */
    static String of(String collection) {
        return CLUSTER + "/" + collection;
    }

    /** The path of one member of a collection. */
    static String of(String collection, String name) {
        return of(collection) + "/" + Client.part(name);
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

    /** Reads a size such as {@code 10G} or {@code 500MiB}; units are powers of 1024. */
    static long size(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw usage("a size such as 10G, 500M or 0", text);
        }
        int shift =
                10 * " KMGT".indexOf(matcher.group(2).isEmpty() ? ' ' : matcher.group(2).charAt(0));
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
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
        if (SPAN.matcher(text).matches()) {
            return clock.instant().plus(span(text));
        }
        try {
            return text.length() == 10 ? Instant.parse(text + "T00:00:00Z") : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw usage("a date such as 2031-01-31, 2031-01-31T12:00:00Z or 30d", text);
        }
    }

    private static Refusal usage(String expected, String found) {
        return new Refusal(ExitCode.USAGE, "Expected " + expected + ", but found '" + found + "'.");
    }
}
