package dev.covey.dist.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What breaks one rule. A finding about an excepted subject (a class, package or file) is let pass;
 * an exception that nothing needs any more is a finding itself.
 */
final class Findings {
    private record Exempt(String rule, String subject, String reason) {}

    private static final List<Exempt> EXEMPT = read();

    private final String rule;
    private final String reason;
    private final List<String> found = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    /**
     * @param rule a short name, as it stands in exceptions.txt
     * @param reason why the rule is there and what to do instead
     */
    Findings(String rule, String reason) {
        this.rule = rule;
        this.reason = reason;
    }

    void add(String subject, String what) {
        for (Exempt exempt : EXEMPT) {
            if (exempt.rule.equals(rule) && exempt.subject.equals(subject)) {
                used.add(subject);
                return;
            }
        }
        found.add(subject + ": " + what);
    }

    void assertNone() {
        EXEMPT.stream()
                .filter(exempt -> exempt.rule.equals(rule) && !used.contains(exempt.subject))
                .map(exempt -> exempt.subject + ": needs no exception now; take it off the list")
                .forEach(found::add);
        assertThat(found).as("rule '%s': %s", rule, reason).isEmpty();
    }

    private static List<Exempt> read() {
        try (InputStream in = Findings.class.getResourceAsStream("exceptions.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Findings::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exempt parse(String line) {
        String[] parts = line.split(" \\| ", 3);
        if (parts.length != 3 || parts[2].isBlank()) {
            throw new IllegalArgumentException(
                    "Expected 'rule | subject | reason' in exceptions.txt, but found: " + line);
        }
        return new Exempt(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }
}
