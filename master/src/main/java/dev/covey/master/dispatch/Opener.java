package dev.covey.master.dispatch;

import dev.covey.model.Sealed;

/** Opens secrets of the store. Safe for use by many threads. */
@FunctionalInterface
public interface Opener {
    /**
     * The secret.
     *
     * @param row the key of the row that it stands in
     * @throws dev.covey.model.ProblemException if it cannot be opened
     */
    String open(String row, Sealed secret);
}
