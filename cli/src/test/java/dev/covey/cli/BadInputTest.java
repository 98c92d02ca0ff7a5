package dev.covey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.cli.FakeMaster.Answer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every place of every command is given every kind of rubbish. */
final class BadInputTest {

    /** What every command has in common is tried on one. */
    private static final List<String> COMMON = List.of("--server", "--token", "--output");

    private static final List<String> NOT_TRIED =
            List.of("--help", "--version", "--data-dir", "--follow");

    @TempDir Path directory;

    /** One for most commands: making it takes far longer than running one. */
    private final CommandLine line = Line.commands();

    private List<String> rubbish() throws IOException {
        Path huge = directory.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        return List.of(
                "",
                "-1",
                "99999999999999999999",
                "1e999999999",
                "../../etc/passwd",
                "a\u0000b\nc\u001b[31mred\u009b31m\u202egnp",
                "💥\ud800%s%n${env:HOME}'; DROP TABLE users; --",
                "x".repeat(200_000),
                huge.toString());
    }

    @Test
    void rubbishInAnyPlaceEndsWithOneClearLineAtMost() throws IOException {
        try (FakeMaster master = new FakeMaster(directory)) {
            master.answer(
                    asked ->
                            asked.target().length() > 8000
                                    ? Answer.problem(400, "malformed_request")
                                    : Answer.problem(404, "not_found"));
            List<String> all = rubbish();
            leaves(line, List.of(), command -> everyPlace(command, all));
        }
    }

    private record Leaf(List<String> words, CommandLine line) {}

    private static void leaves(CommandLine line, List<String> words, Consumer<Leaf> each) {
        if (line.getSubcommands().isEmpty() && !line.getCommandSpec().helpCommand()) {
            each.accept(new Leaf(words, line));
        }
        line.getSubcommands()
                .forEach(
                        (name, sub) -> {
                            List<String> longer = new ArrayList<>(words);
                            longer.add(name);
                            leaves(sub, longer, each);
                        });
    }

    private void everyPlace(Leaf command, List<String> all) {
        if (command.words().getFirst().equals("logout")) {
            return; // takes nothing, and would forget whom this machine knows
        }
        for (ArgSpec place : command.line().getCommandSpec().args()) {
            if (place instanceof OptionSpec option && !tried(command, option.longestName())) {
                continue;
            }
            for (String rubbish : all) {
                tried(words(command, place, rubbish));
            }
        }
    }

    private static boolean tried(Leaf command, String option) {
        boolean first = command.words().equals(List.of("status"));
        return !NOT_TRIED.contains(option) && (first || !COMMON.contains(option));
    }

    /** The command with all that it needs, and rubbish in one place. */
    private static List<String> words(Leaf command, ArgSpec place, String rubbish) {
        List<String> words = new ArrayList<>(command.words());
        for (OptionSpec option : command.line().getCommandSpec().options()) {
            boolean here = option.equals(place);
            if (here && option.arity().max() == 0) {
                words.add(option.longestName() + "=" + rubbish);
            } else if (here || option.required()) {
                words.add(option.longestName() + "=" + (here ? rubbish : "x"));
            }
        }
        if (command.line().getCommandSpec().optionsMap().containsKey("--yes")) {
            words.add("--yes");
        }
        words.add("--");
        for (PositionalParamSpec positional :
                command.line().getCommandSpec().positionalParameters()) {
            words.add(positional.equals(place) ? rubbish : "x");
        }
        return words;
    }

    private void tried(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(all.indexOf("--"), "--data-dir=" + directory);
        boolean fresh = words.getFirst().equals("status");
        Line.Ended ended = Line.run(fresh ? Line.commands() : line, all);
        String said = ended.err();
        assertThat(said).as(shown(words)).doesNotContain("Exception").doesNotContain("should not");
        assertThat(said.length()).as(shown(words)).isLessThan(3000);
        assertThat(said.codePoints().filter(c -> c != '\n').filter(BadInputTest::controls))
                .as(shown(words) + " said " + said)
                .isEmpty();
        assertThat(ended.exit()).as(shown(words) + " said " + said).isBetween(0, 7);
        if (ended.exit() != 0) {
            assertThat(said.lines().count()).as(shown(words) + " said " + said).isEqualTo(1);
        }
    }

    private static boolean controls(int c) {
        return Character.isISOControl(c) || (c >= 0x202a && c <= 0x202e);
    }

    private static String shown(List<String> words) {
        String all = String.join(" ", words);
        return all.substring(0, Math.min(300, all.length()));
    }

    @Test
    void aKeyFileMayBeAnythingButAKey() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {0, (byte) 0xff, 7});
        List<String> files =
                List.of("/dev/null", binary.toString(), "/nowhere", directory.toString());
        try (FakeMaster master = new FakeMaster(directory)) {
            for (String file : files) {
                Line.Ended ended =
                        Line.run(directory, "node", "connect", "192.0.2.7", "--key", file);
                assertThat(ended.exit()).as(file).isEqualTo(2);
                assertThat(ended.err()).as(file).contains(file);
            }
            assertThat(master.asked()).isEmpty();
        }
    }
}
