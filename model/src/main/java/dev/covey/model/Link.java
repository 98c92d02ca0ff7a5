package dev.covey.model;

/**
 * One address under which a node is reached.
 *
 * @param number 0-7
 * @param priority 0-255; the highest number wins
 */
public record Link(int number, String address, int priority) {

    /** The highest number. */
    public static final int LAST = 7;

    public Link {
        Check.range("link", number, 0, LAST);
        Check.host("link" + number, address);
        Check.range("link" + number + ".priority", priority, 0, 255);
    }
}
