package dev.covey.cli.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete commands: a few lines that ask the program itself. */
@Command(
        name = "completion",
        description = "Prints what bash, zsh or fish needs to complete commands and names.")
public final class CompletionCommand implements Runnable {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash (default), zsh or fish.")
    String shell = "bash";

    @Override
    public void run() {
        if (!SHELLS.contains(shell)) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected bash, zsh or fish, but found '" + shell + "'.");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        String file = "completion." + shell;
        try (InputStream in = CompletionCommand.class.getResourceAsStream(file)) {
            byte[] script = Objects.requireNonNull(in).readAllBytes();
            out.print(new String(script, StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Command(
            name = "next",
            hidden = true,
            description = "Prints what could come next; the scripts ask this.")
    void next(
            @Parameters(
                            paramLabel = "WORD",
                            arity = "0..*",
                            description = "The words so far, the last one unfinished.")
                    @Nullable List<String> words) {
        CommandSpec own = Objects.requireNonNull(spec);
        PrintWriter out = own.commandLine().getOut();
        Words so = new Words(own.root(), words == null ? List.of("") : words);
        so.candidates().stream().filter(c -> c.startsWith(so.last())).forEach(out::println);
        out.flush();
    }
}
