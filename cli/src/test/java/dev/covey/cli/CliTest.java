package dev.covey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CliTest {

    @TempDir Path empty;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private CommandLine line(String... arguments) {
        var commands = Cli.commands(InstantSource.system());
        CommandLine line = Cli.commandLine("test", commands, arguments);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line;
    }

    private int run(String... arguments) {
        return line(arguments).execute(arguments);
    }

    @Test
    void everyCommandSaysWhatItDoesAndHasHelp() {
        List<String> without = new ArrayList<>();
        collect("covey", line(), without);
        assertThat(without).isEmpty();
    }

    private static void collect(String path, CommandLine line, List<String> without) {
        line.getSubcommands()
                .forEach(
                        (name, sub) -> {
                            String full = path + " " + name;
                            var spec = sub.getCommandSpec();
                            if (spec.usageMessage().description().length == 0) {
                                without.add(full + " has no description");
                            }
                            if (!name.equals("help") && !spec.optionsMap().containsKey("--help")) {
                                without.add(full + " has no --help");
                            }
                            collect(full, sub, without);
                        });
    }

    @Test
    void onlyTheCommandThatIsWantedIsMade() {
        assertThat(line("user", "list").getSubcommands()).containsOnlyKeys("help", "user");
        assertThat(line("status").getSubcommands()).containsOnlyKeys("help", "status");
        assertThat(line("completion").getSubcommands()).containsKeys("user", "status", "events");
    }

    @Test
    void whatIsMissingOrUnknownIsUsage() {
        assertThat(run("user", "create")).isEqualTo(2);
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(run("user", "list", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("Exception");
    }

    @Test
    void withoutAMasterItSaysHowToStartOneAndEndsUnavailable() {
        assertThat(run("status", "--data-dir", empty.toString()))
                .as(() -> err.toString())
                .isEqualTo(6);
        assertThat(err.toString()).contains("covey up");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        assertThat(run("status", "--server", "https://127.0.0.1:1", "--token", "t")).isEqualTo(6);
        assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("Exception");
    }

    @Test
    void anAddressThatIsNotHttpsIsRefusedBeforeATokenLeaves() {
        assertThat(run("status", "--server", "http://127.0.0.1:1", "--token", "t")).isEqualTo(2);
    }

    @Test
    void destructionWithoutATerminalNeedsYes() {
        assertThat(run("user", "delete", "anna", "--server", "https://127.0.0.1:1", "--token", "t"))
                .as(() -> err.toString())
                .isEqualTo(2);
        assertThat(err.toString()).contains("--yes");
    }

    @Test
    void completionCoversTheCommands() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("join-info").contains("inbound");
    }
}
