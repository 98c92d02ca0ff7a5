package dev.covey.cli.command;

import dev.covey.model.Check;
import picocli.CommandLine.Option;

/** How much of a list that only grows is wanted. */
final class Last {

    private static final int MOST = 1_000_000;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "Only the newest N; default: 1000.")
    int items = 1000;

    int items() {
        Check.range("--last", items, 1, MOST);
        return items;
    }
}
