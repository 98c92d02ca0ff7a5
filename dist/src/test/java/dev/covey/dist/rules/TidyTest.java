package dev.covey.dist.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about the text of files, whatever language they are in. */
final class TidyTest {
    /** Text that stands in no file with one of the {@code endings}. */
    record Unwanted(String rule, String reason, Pattern text, List<String> endings) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static final List<String> CODE =
            List.of(".java", ".ts", ".tsx", ".css", ".sh", ".proto");

    private static final List<String> ALL =
            List.of(
                    ".java", ".ts", ".tsx", ".css", ".sh", ".proto", ".md", ".xml", ".yaml", ".yml",
                    ".json", ".txt", ".awk", ".html", "covey", "dev", ".ci/run");

    static Stream<Unwanted> unwanted() {
        return Stream.of(
                new Unwanted(
                        "unfinished",
                        "what is left to do has a number, so that somebody can find it: TODO(#12)",
                        Pattern.compile("\\b(TO[D]O(?! ?\\(#\\d+\\))|FIX[M]E|XX[X]|HAC[K])\\b"),
                        CODE),
                new Unwanted(
                        "mocks",
                        "a mock repeats what its author believes; write a fake or use the real"
                                + " thing",
                        Pattern.compile("org\\.mockit[o]|mockit[o]-|easymoc[k]|powermoc[k]"),
                        List.of(".java", ".xml")),
                new Unwanted(
                        "disabled-test",
                        "a test that does not run protects nothing: mend it or take it out",
                        Pattern.compile(
                                "@Disable[d]\\b|\\b(it|test|describe)\\.(skip|todo|only)\\("),
                        List.of(".java", ".ts", ".tsx")),
                new Unwanted(
                        "machine-path",
                        "a path of somebody's machine means nothing on another one",
                        Pattern.compile("(^|[\\s\"'`(=])/(w[o]rk|f[a]rm|tmp/w[t]|Us[e]rs)/"),
                        ALL),
                new Unwanted("tab", "spaces only", Pattern.compile("\t"), CODE),
                new Unwanted(
                        "trailing-space",
                        "it makes empty differences",
                        Pattern.compile("[ \\t]+$", Pattern.MULTILINE),
                        CODE));
    }

    @ParameterizedTest
    @MethodSource("unwanted")
    void someTextStandsNowhere(Unwanted unwanted) {
        Findings findings = new Findings(unwanted.rule, unwanted.reason);
        for (Path file : Repository.files(unwanted.endings.toArray(String[]::new))) {
            report(file, line -> unwanted.text.matcher(line).find(), findings);
        }
        findings.assertNone();
    }

    @Test
    void linesFitBesideEachOther() {
        Findings findings =
                new Findings("line-length", "two files side by side show 100 columns each");
        // Formatters do not break texts, and may let a text they broke stick out by a word.
        String text = "^ +(\\+ )?\".{1,85}\"[,;]?$|`[^`]{40,}`|\"[^\"]{70,}\"";
        Pattern unbreakable = Pattern.compile("https?://\\S{30}|[0-9a-f]{64}|^import |" + text);
        for (Path file : Repository.files(".java", ".ts", ".tsx", ".sh", ".awk", ".proto")) {
            report(
                    file,
                    line -> line.length() > 100 && !unbreakable.matcher(line).find(),
                    findings);
        }
        findings.assertNone();
    }

    @Test
    void testsDoNotSleep() {
        Findings findings =
                new Findings(
                        "sleep",
                        "a sleep is too short or too long: await a condition with a bound");
        for (Path file : Repository.java("test")) {
            report(file, line -> line.contains("Thread.sle" + "ep("), findings);
        }
        findings.assertNone();
    }

    @Test
    void everyTestExpectsSomething() {
        Findings findings = new Findings("no-assertion", "a test that expects nothing cannot fail");
        Pattern expects =
                Pattern.compile("assert|expect|verify|check\\(|\\.isEqualTo|extends \\w+Suite");
        for (Path file : Repository.files("Test.java", ".test.ts", ".test.tsx", ".spec.ts")) {
            String text = Repository.text(file);
            boolean inherits = Pattern.compile("extends \\w*Conformance").matcher(text).find();
            if (!expects.matcher(text).find() && !inherits) {
                findings.add(file.toString(), "expects nothing");
            }
        }
        findings.assertNone();
    }

    private static void report(Path file, Predicate<String> unwanted, Findings findings) {
        List<String> lines = Repository.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (unwanted.test(lines.get(i))) {
                findings.add(file.toString(), "line " + (i + 1) + ": " + lines.get(i).strip());
            }
        }
    }
}
