package dev.covey.dist;

import dev.covey.cli.Cli;
import dev.covey.dist.command.NodeCommandLine;
import dev.covey.dist.program.Logging;
import dev.covey.dist.program.Version;
import dev.covey.runtime.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** The program. */
public final class Main {

    private static final Set<String> SERVING = Set.of("server", "store");

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        // A service's log says what happens; a person at a terminal reads only what is wrong.
        if (!Collections.disjoint(Arrays.asList(arguments), SERVING)) {
            System.setProperty(Logging.LEVEL, "INFO");
        }
        var commands = Cli.commands(Clock.system());
        NodeCommandLine.addTo(commands);
        var line = Cli.commandLine(Version.text(), commands, arguments);
        System.exit(line.execute(arguments));
    }
}
