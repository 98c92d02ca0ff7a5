package dev.covey.dist.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

final class DocumentationTest {
    private static final Parsed MAIN = new Parsed(Repository.java("main"));

    @Test
    void aPackageSaysWhatItIsForAndThatNullIsMarked() {
        Findings findings =
                new Findings(
                        "package-info",
                        "who opens a package learns from package-info.java what it is for, and the"
                                + " compiler that null is marked in it: write its comment and"
                                + " @NullMarked");
        for (String kind : Set.of("main", "test")) {
            Repository.java(kind).stream()
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .distinct()
                    .filter(folder -> !isMarked(folder))
                    .forEach(
                            folder ->
                                    findings.add(folder.toString(), "has none, or no @NullMarked"));
        }
        findings.assertNone();
    }

    @Test
    void aPublicTypeSaysWhatItIs() {
        Findings findings =
                new Findings(
                        "type-comment",
                        "a public type is read by people who do not read its code: say what it is,"
                                + " its units and ranges, who may call it, and what goes wrong");
        MAIN.types.stream()
                .filter(type -> type.tree().getModifiers().getFlags().contains(Modifier.PUBLIC))
                .filter(type -> type.comment() == null)
                .forEach(type -> findings.add(type.name(), "has no comment"));
        findings.assertNone();
    }

    /** Tests may lie in a package that the program describes. */
    private static boolean isMarked(Path folder) {
        Path described = Path.of(folder.toString().replace("/src/test/", "/src/main/"));
        return isMarkedHere(folder) || isMarkedHere(described);
    }

    private static boolean isMarkedHere(Path folder) {
        Path file = folder.resolve("package-info.java");
        if (!Files.exists(Repository.ROOT.resolve(file))) {
            return false;
        }
        String text = Repository.text(file);
        return text.contains("@NullMarked") && text.startsWith("/**");
    }
}
