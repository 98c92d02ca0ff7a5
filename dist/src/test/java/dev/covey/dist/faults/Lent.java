package dev.covey.dist.faults;

import java.util.Optional;

/**
 * How long a key lived on a lease. Times are of one monotonic clock, in nanoseconds.
 *
 * @param life what the lease was given, in nanoseconds
 * @param renewed when the last renewal that was answered had been sent
 * @param missed when the answer was there that did not have the key any more
 */
record Lent(String key, long life, long renewed, long missed) {

    private static final int WORDS = 5;

    boolean early() {
        return missed - renewed < life;
    }

    String line() {
        return "lent %s %d %d %d".formatted(key, life, renewed, missed);
    }

    static Optional<Lent> of(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals("lent") || words.length != WORDS) {
            return Optional.empty();
        }
        return Optional.of(
                new Lent(
                        words[1],
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[4])));
    }
}
