package dev.covey.runtime.control;

import dev.covey.model.Key;
import dev.covey.model.Kind;

/**
 * Rows that exactly one controller writes.
 *
 * @param prefix of their keys
 */
public record Output(String prefix) {
    /** The statuses of a kind. */
    public static Output status(Kind kind) {
        return new Output(Key.statusPrefix(kind));
    }

    /**
     * The right to delete resources of a kind whose time is over. Making and changing them stays
     * with the API.
     */
    public static Output removal(Kind kind) {
        return new Output(Key.specPrefix(kind));
    }

    /** Plain rows under a prefix. */
    public static Output rows(String prefix) {
        return new Output(prefix);
    }

    /** Whether one row could belong to both. */
    public boolean overlaps(Output other) {
        return prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
    }
}
