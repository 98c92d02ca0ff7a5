package dev.covey.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address under which a node is reached.
 *
 * @param number 0-7
 * @param priority 0-255; the highest number wins
 */
public record Link(int number, String address, int priority) {

    /** The highest number. */
    public static final int LAST = 7;

    private static final Pattern TEXT = Pattern.compile("([^,]+)(?:,priority=([0-9]{1,3}))?");

    public Link {
        Check.range("link", number, 0, LAST);
        Check.host("link" + number, address);
        Check.range("link" + number + ".priority", priority, 0, 255);
    }

    /** Reads {@code ADDRESS[,priority=N]}. */
    public static Link parse(int number, String text) {
        Matcher matcher = TEXT.matcher(text);
        Check.that(matcher.matches(), "link" + number, "ADDRESS[,priority=N]", text);
        String priority = matcher.group(2);
        return new Link(
                number, matcher.group(1), priority == null ? 0 : Integer.parseInt(priority));
    }
}
