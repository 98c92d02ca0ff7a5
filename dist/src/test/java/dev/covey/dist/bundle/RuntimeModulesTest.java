package dev.covey.dist.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java runtime of the package is linked from a list of modules, in {@code covey-bundle}. */
final class RuntimeModulesTest {

    /** Only a gauge of Micrometer that nobody binds touches the desktop. */
    private static final Set<String> LEFT_OUT = Set.of("java.desktop");

    private static final ModuleFinder JAVA = ModuleFinder.ofSystem();

    @Test
    void theRuntimeHasEveryModuleThatTheProgramAndItsLibrariesUse() throws IOException {
        Set<String> linked = new TreeSet<>();
        listed().forEach(module -> addWithRequired(module, linked));

        assertThat(used()).as("see 'modules' in covey-bundle").isSubsetOf(linked);
    }

    @Test
    void everyModuleOfTheListIsOneOfJavas() throws IOException {
        assertThat(listed()).allMatch(module -> JAVA.find(module).isPresent());
    }

    private static List<String> listed() throws IOException {
        String script = Files.readString(Path.of("src/main/package/bin/covey-bundle"));
        Matcher list = Pattern.compile("(?m)^modules=((?:.*\\\\\\n)*.*)$").matcher(script);
        assertThat(list.find()).isTrue();
        return List.of(list.group(1).replaceAll("[\\\\\\s]", "").split(","));
    }

    private static Set<String> used() throws IOException {
        String shipped = Files.readString(Path.of("target/shipped.txt")).strip();
        List<String> arguments =
                Stream.concat(
                                Stream.of("--multi-release", "25", "--ignore-missing-deps", "-s"),
                                Stream.concat(
                                        Stream.of("target/classes"),
                                        Arrays.stream(shipped.split(":"))))
                        .toList();
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(printer, printer, arguments.toArray(String[]::new));
        Set<String> modules = new TreeSet<>();
        Matcher target =
                Pattern.compile("(?m)-> (java\\.\\S+|jdk\\.\\S+)$").matcher(out.toString());
        while (target.find()) {
            modules.add(target.group(1));
        }
        assertThat(modules).as(out.toString()).contains("java.base", "jdk.httpserver");
        modules.removeAll(LEFT_OUT);
        return modules;
    }

    private static void addWithRequired(String module, Set<String> to) {
        if (to.add(module)) {
            JAVA.find(module).orElseThrow().descriptor().requires().stream()
                    .filter(each -> !each.modifiers().contains(Requires.Modifier.STATIC))
                    .forEach(each -> addWithRequired(each.name(), to));
        }
    }
}
