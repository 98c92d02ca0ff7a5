package dev.covey.cli.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import java.io.Console;
import picocli.CommandLine.Option;

/** Asks before something is destroyed; without a terminal {@code --yes} must be given. */
final class Confirm {

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    boolean yes;

    /** Returns if it is confirmed. */
    void ask(String what) {
        if (yes) {
            return;
        }
        Console console =
                Terminal.find()
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ExitCode.USAGE,
                                                "Expected --yes, because this cannot be undone: "
                                                        + what
                                                        + "."));
        String answer = console.readLine("%s? [y/N] ", what);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new Refusal(ExitCode.FAILED, "Nothing was done.");
        }
    }
}
