package dev.covey.dist.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SizeTest {
    private static final Parsed MAIN = new Parsed(Repository.java("main"));
    private static final Parsed TESTS = new Parsed(Repository.java("test"));

    @Test
    void aFileHoldsOneConcept() {
        Findings findings =
                new Findings(
                        "file-size", "a file over 400 lines holds more than one concept; split it");
        for (Path file : Repository.files(".java", ".ts", ".tsx", ".css", ".sh", ".proto")) {
            int lines = Repository.lines(file).size();
            if (lines > 400) {
                findings.add(file.toString(), "has " + lines + " lines");
            }
        }
        findings.assertNone();
    }

    @Test
    void aMethodFitsOnAScreen() {
        Findings findings =
                new Findings(
                        "method-size", "a method over 60 lines does several things; name them");
        for (Parsed parsed : List.of(MAIN, TESTS)) {
            parsed.methods.stream()
                    .filter(method -> method.lines() > 60)
                    .forEach(method -> findings.add(method.subject(), "has " + method.lines()));
        }
        findings.assertNone();
    }

    @Test
    void controlFlowIsShallow() {
        Findings findings =
                new Findings(
                        "nesting", "more than 3 levels can't be read; return early or extract");
        for (Parsed.Method method : MAIN.methods) {
            int depth = Nesting.of(method.tree());
            if (depth > 3) {
                findings.add(method.subject(), "nests " + depth + " levels");
            }
        }
        findings.assertNone();
    }

    @Test
    void aConstructorTakesFewThings() {
        Findings findings =
                new Findings(
                        "constructor",
                        "a class that needs more than 6 things does too much; split it");
        MAIN.methods.stream()
                .filter(SizeTest::isConstructorOfClass)
                .filter(method -> method.tree().getParameters().size() > 6)
                .forEach(method -> findings.add(method.subject(), "takes too many"));
        findings.assertNone();
    }

    @Test
    void mostThingsAreSmall() {
        List<Integer> files =
                Repository.java("main").stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .map(file -> Repository.lines(file).size())
                        .toList();
        List<Integer> methods = MAIN.methods.stream().map(Parsed.Method::lines).toList();
        assertThat(median(files)).as("median lines of a file").isLessThanOrEqualTo(90);
        assertThat(median(methods)).as("median lines of a method").isLessThanOrEqualTo(6);
    }

    private static boolean isConstructorOfClass(Parsed.Method method) {
        MethodTree tree = method.tree();
        return tree.getName().contentEquals("<init>")
                && method.owner().tree().getKind() == Tree.Kind.CLASS;
    }

    private static int median(List<Integer> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0);
    }
}
