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
                            for (var argument : spec.args()) {
                                if (argument.description().length == 0) {
                                    without.add(full + ": " + argument + " has no description");
                                }
                                if (argument.arity().max() > 0
                                        && argument.paramLabel().startsWith("<arg")) {
                                    without.add(full + ": " + argument + " has no label");
                                }
                            }
                            boolean leaf =
                                    sub.getSubcommands().isEmpty()
                                            && !name.equals("help")
                                            && !spec.usageMessage().hidden();
                            if (leaf
                                    && Examples.all().stream().noneMatch(e -> e.startsWith(full))) {
                                without.add(full + " has no example");
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
    void helpEndsWithAnExample() {
        assertThat(run("user", "create", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:").contains("covey user create ben --limit");
    }

    @Test
    void aMistypedCommandIsRefusedWithWhatIsNear() {
        assertThat(run("user", "lst")).isEqualTo(2);
        assertThat(err.toString()).contains("list").contains("covey user --help");
        assertThat(err.toString().lines()).hasSize(1);
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
    void completionKnowsCommandsOptionsAndWords() {
        assertThat(next("us")).containsExactly("user");
        assertThat(next("user", "l")).containsExactly("link", "list");
        assertThat(next("user", "create", "--li")).containsExactly("--limit");
        assertThat(next("user", "list", "-o", "")).containsExactly("table", "json", "yaml");
        assertThat(next("token", "create", "--role", "v")).containsExactly("viewer");
        assertThat(next("nonsense", "x", "")).isEmpty();
        assertThat(next()).contains("status", "user").doesNotContain("next");
    }

    private List<String> next(String... words) {
        List<String> all = new ArrayList<>(List.of("completion", "next", "--"));
        all.addAll(List.of(words));
        out.getBuffer().setLength(0);
        assertThat(run(all.toArray(String[]::new))).as(() -> err.toString()).isZero();
        return out.toString().lines().toList();
    }

    @Test
    void completionKnowsNamesOfThisCluster() {
        try (FakeMaster master = new FakeMaster(empty)) {
            master.answer(_ -> FakeMaster.Answer.json("{\"items\":[{\"name\":\"frankfurt 1\"}]}"));
            String directory = empty.toString();
            assertThat(next("node", "show", "--data-dir", directory, "fr"))
                    .containsExactly("frankfurt 1");
            assertThat(next("inbound", "create", "--data-dir=" + directory, "--node", "fr"))
                    .containsExactly("frankfurt 1");
            assertThat(master.asked().getFirst().target()).contains("/nodes?q=fr");
        }
    }

    @Test
    void eachShellHasItsScript() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(run("completion", shell)).isZero();
            assertThat(out.toString()).contains("completion next -- ");
        }
        assertThat(run("completion", "cmd")).isEqualTo(2);
    }
}
