package dev.covey.master.command;

import dev.covey.model.Sealed;

/** Seals and opens the secrets of the store. Safe from any thread. */
public interface Seals {

    /**
     * Encrypts a secret so that only masters can open it, and only in the row that it stands in.
     *
     * @param row the key of that row
     */
    Sealed seal(String row, String secret);

    /**
     * Opens a secret.
     *
     * @throws dev.covey.model.ProblemException if it cannot be opened
     */
    String open(String row, Sealed sealed);
}
