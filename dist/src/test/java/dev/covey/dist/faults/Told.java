package dev.covey.dist.faults;

import java.util.Optional;

/**
 * One change as a watch told it.
 *
 * @param watcher who was told
 * @param value what was put; empty for a deletion
 */
record Told(int watcher, long revision, String key, String value) {

    private static final int WORDS = 5;

    boolean deletion() {
        return value.isEmpty();
    }

    /** The same change, whoever was told. */
    boolean same(Told other) {
        return revision == other.revision && key.equals(other.key) && value.equals(other.value);
    }

    String line() {
        return "told %d %d %s %s".formatted(watcher, revision, key, deletion() ? "-" : value);
    }

    static Optional<Told> of(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals("told") || words.length != WORDS) {
            return Optional.empty();
        }
        return Optional.of(
                new Told(
                        Integer.parseInt(words[1]),
                        Long.parseLong(words[2]),
                        words[3],
                        words[4].equals("-") ? "" : words[4]));
    }
}
