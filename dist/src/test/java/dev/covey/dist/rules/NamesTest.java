package dev.covey.dist.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NamesTest {
    private static final List<String> EMPTY_WORDS =
            List.of(
                    "Manager", "Helper", "Util", "Utils", "Impl", "Base", "Common", "Service",
                    "Data", "Info", "Misc", "Stuff", "Object", "Wrapper");

    private static final Set<String> EMPTY_PACKAGES =
            Set.of(
                    "util",
                    "utils",
                    "helper",
                    "helpers",
                    "common",
                    "misc",
                    "impl",
                    "base",
                    "internal");

    @Test
    void aTypeIsNamedAfterWhatItIs() {
        Findings findings =
                new Findings(
                        "type-name",
                        "a name says what a thing is or does; these words say nothing. Name the"
                                + " concept");
        Program.written()
                .filter(type -> !type.getSimpleName().isEmpty())
                .filter(type -> EMPTY_WORDS.stream().anyMatch(word -> endsIn(type, word)))
                .forEach(type -> findings.add(type.getName(), "has an empty word in its name"));
        findings.assertNone();
    }

    @Test
    void aPackageIsNamedAfterItsConcept() {
        Findings findings =
                new Findings("package-name", "a package is one concept; name it after the concept");
        Program.written()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> EMPTY_PACKAGES.contains(name.substring(name.lastIndexOf('.') + 1)))
                .forEach(name -> findings.add(name, "is named after no concept"));
        findings.assertNone();
    }

    private static boolean endsIn(JavaClass type, String word) {
        return type.getSimpleName().endsWith(word);
    }
}
