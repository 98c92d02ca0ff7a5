package dev.covey.model;

import java.util.regex.Pattern;

/** The checks that records make of themselves; each failure is a {@link Problem.Invalid}. */
public final class Check {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}\\p{So}][\\p{L}\\p{N}\\p{So} ._@-]*");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");

    private Check() {}

    /** Refuses unless the condition holds. */
    public static void that(boolean holds, String field, String expected, Object found) {
        if (!holds) {
            throw new ProblemException(new Problem.Invalid(field, expected, shown(found)));
        }
    }

    /** An id: 1-64 characters of {@code [a-z0-9-]}. */
    public static void id(String field, String value) {
        that(ID.matcher(value).matches(), field, "1-64 characters of a-z, 0-9 and -", value);
    }

    /**
     * A name that people read: 1-63 characters, letters, digits, symbols such as flags, blanks,
     * {@code ._@-}.
     */
    public static void name(String field, String value) {
        that(
                value.length() <= 63 && NAME.matcher(value).matches() && !value.endsWith(" "),
                field,
                "1-63 letters, digits, symbols, blanks or ._@-, starting with one of the first"
                        + " three",
                value);
    }

    /** A text within a length, without control characters. */
    public static void text(String field, String value, int least, int most) {
        that(
                value.length() >= least
                        && value.length() <= most
                        && value.chars().noneMatch(Character::isISOControl),
                field,
                least + "-" + most + " characters without control characters",
                value);
    }

    /** A host name or an address. */
    public static void host(String field, String value) {
        that(HOST.matcher(value).matches(), field, "a host name or an IP address", value);
    }

    /** A TCP or UDP port. */
    public static void port(String field, int value) {
        range(field, value, 1, 65535);
    }

    /** A number within a closed range. */
    public static void range(String field, long value, long least, long most) {
        that(
                value >= least && value <= most,
                field,
                "a number from " + least + " to " + most,
                value);
    }

    /** A count with an upper bound. */
    public static void most(String field, int count, int most) {
        that(count <= most, field, "at most " + most + " entries", count);
    }

    private static String shown(Object found) {
        String text = String.valueOf(found);
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
    }
}
