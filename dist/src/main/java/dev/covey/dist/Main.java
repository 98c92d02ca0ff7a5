package dev.covey.dist;

import dev.covey.cli.Cli;
import dev.covey.dist.command.NodeCommandLine;
import dev.covey.dist.program.Version;
import dev.covey.runtime.time.Clock;
import java.util.Arrays;

/** The program. */
public final class Main {

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        // A service's log says what happens; a person at a terminal reads only what is wrong.
        if (Arrays.asList(arguments).contains("server")) {
            System.setProperty("covey.log", "INFO");
        }
        var line = Cli.commandLine(Clock.system(), Version.text());
        NodeCommandLine.addTo(line);
        System.exit(Cli.finish(line).execute(arguments));
    }
}
