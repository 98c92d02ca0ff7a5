package dev.covey.cli.output;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values as people read them. Control characters never reach the terminal. */
public final class Cells {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private static final int LONGEST_QUOTE = 80;

    private Cells() {}

    /** A text, number or list; nothing for what is absent. */
    public static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            return node.valueStream().map(Cells::text).collect(Collectors.joining(","));
        }
        String text = node.isValueNode() ? node.asString() : node.toString();
        return safe(text).replace('\n', '?');
    }

    /** A text whose characters neither control a terminal nor turn its lines around. */
    public static String safe(String text) {
        return text.replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\n]]", "?");
    }

    /** What somebody gave, short enough to be repeated in one line. */
    public static String quoted(String text) {
        String line = safe(text).replace('\n', '?');
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** A time, such as {@code 2031-01-31T12:00:00Z}; nobody reads fractions of a second. */
    public static String time(JsonNode node) {
        return text(node).replaceFirst("\\.[0-9]+Z$", "Z");
    }

    /** A number of bytes with a unit. */
    public static String bytes(JsonNode node) {
        return node.isNumber() ? bytes(node.asLong()) : "";
    }

    /** A number of bytes with a decimal unit, as traffic is sold: 1 GB is 10^9 bytes. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(
                        Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** A share of one as per cent. */
    public static String percent(JsonNode node) {
        return node.isNumber() ? String.format(Locale.ROOT, "%.0f %%", node.asDouble() * 100) : "";
    }

    /** A duration in the largest unit that fits. */
    public static String brief(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
