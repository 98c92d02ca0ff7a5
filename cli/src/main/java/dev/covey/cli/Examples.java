package dev.covey.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Help;

/** The examples that the help of a command ends with; a test parses each of them. */
final class Examples {

    private Examples() {}

    /** The end of a command's help. */
    static String of(Help help) {
        String name = help.commandSpec().qualifiedName();
        StringBuilder text = new StringBuilder();
        if (help.commandSpec().subcommands().isEmpty()) {
            all().stream()
                    .filter(line -> line.equals(name) || line.startsWith(name + " "))
                    .forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        }
        return text.isEmpty() ? "" : "Examples:" + System.lineSeparator() + text;
    }

    /** All of them, a line each. */
    static List<String> all() {
        try (InputStream in = Examples.class.getResourceAsStream("examples.txt")) {
            byte[] content = Objects.requireNonNull(in).readAllBytes();
            return new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
