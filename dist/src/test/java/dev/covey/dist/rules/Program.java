package dev.covey.dist.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compiled classes of all modules that ship, without tests and without generated code. */
final class Program {
    /** Packages that protoc writes, from the options of our own protocol files. */
    private static final List<String> GENERATED =
            Repository.files(".proto").stream()
                    .map(Repository::text)
                    .flatMap(
                            text ->
                                    Pattern.compile("option java_package = \"([^\"]+)\"")
                                            .matcher(text)
                                            .results()
                                            .map(found -> found.group(1)))
                    .distinct()
                    .toList();

    static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(place -> !place.contains("-tests.jar"))
                    .importPackages("dev.covey");

    private Program() {}

    /** Classes that somebody wrote. */
    static Stream<JavaClass> written() {
        return ALL.stream().filter(type -> !GENERATED.contains(type.getPackageName()));
    }

    /** Whether {@code packageName} is one of {@code roots} or lies below one. */
    static boolean within(String packageName, List<String> roots) {
        return roots.stream()
                .map(root -> "dev.covey." + root)
                .anyMatch(root -> packageName.equals(root) || packageName.startsWith(root + "."));
    }
}
