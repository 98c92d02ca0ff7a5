package dev.covey.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs commands as a script would, and keeps what they say. */
final class Line {

    /** How a command ended. */
    record Ended(int exit, String out, String err) {

        String lastLine() {
            return out.lines().reduce("", (_, line) -> line);
        }
    }

    private Line() {}

    static CommandLine commands() {
        return Cli.commandLine("test", Cli.commands(InstantSource.system()));
    }

    /** Runs one command against the master that a data directory leads to. */
    static Ended run(Path dataDirectory, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add("--data-dir=" + dataDirectory);
        return run(commands(), all);
    }

    /** Runs one command. */
    static Ended run(CommandLine line, List<String> all) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = line.execute(all.toArray(String[]::new));
        return new Ended(exit, out.toString(), err.toString());
    }

    static Ended run(Path dataDirectory, String... words) {
        return run(dataDirectory, List.of(words));
    }
}
