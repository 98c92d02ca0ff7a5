package dev.covey.dist.faults;

import java.util.Optional;

/**
 * One line of a history. Times are of one monotonic clock, in nanoseconds.
 *
 * @param key the key that was asked for
 * @param value what was to be written; empty for reads and deletes
 * @param expected for a swap: the revision of the key's last change that it demands
 * @param revision of the store, by the answer's head
 * @param found what the answer showed: a value that is there (read, failed swap), or that was
 *     (delete); empty for none
 * @param foundRevision of the last change of what was found, 0 for none
 */
record Entry(
        Kind kind,
        String key,
        String value,
        long expected,
        long began,
        long ended,
        Outcome outcome,
        long revision,
        String found,
        long foundRevision) {

    /** What was asked for. */
    enum Kind {
        PUT,
        GET,
        DELETE,
        /** A put on the condition that nothing has changed: done. */
        SWAP,
        /** The same, refused by its condition; it shows what is there instead. */
        MISS
    }

    /** What the client knows afterwards. */
    enum Outcome {
        DONE,
        /** The store said that nothing was done. */
        REFUSED,
        UNKNOWN
    }

    private static final String NONE = "-";
    private static final int WORDS = 11;

    boolean writes() {
        return kind != Kind.GET && kind != Kind.MISS;
    }

    boolean done() {
        return outcome == Outcome.DONE;
    }

    /** The line. */
    String line() {
        return String.join(
                " ",
                "op",
                kind.name(),
                key,
                word(value),
                Long.toString(expected),
                Long.toString(began),
                Long.toString(ended),
                outcome.name(),
                Long.toString(revision),
                word(found),
                Long.toString(foundRevision));
    }

    /** What a line says; empty if it is none, or was not written to its end. */
    static Optional<Entry> of(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals("op") || words.length != WORDS) {
            return Optional.empty();
        }
        return Optional.of(
                new Entry(
                        Kind.valueOf(words[1]),
                        words[2],
                        plain(words[3]),
                        Long.parseLong(words[4]),
                        Long.parseLong(words[5]),
                        Long.parseLong(words[6]),
                        Outcome.valueOf(words[7]),
                        Long.parseLong(words[8]),
                        plain(words[9]),
                        Long.parseLong(words[10])));
    }

    private static String word(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String plain(String word) {
        return word.equals(NONE) ? "" : word;
    }
}
