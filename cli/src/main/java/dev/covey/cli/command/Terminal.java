package dev.covey.cli.command;

import java.io.Console;
import java.util.Optional;

/** The person at the keyboard, if there is one. */
public final class Terminal {

    private Terminal() {}

    /** The terminal; absent in a pipe or a service. */
    public static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
