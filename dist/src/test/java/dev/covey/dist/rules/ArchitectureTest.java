package dev.covey.dist.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    @Test
    void theProgramIsSeen() {
        assertThat(Program.written()).hasSizeGreaterThan(20);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.covey.(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "a package must be understood without the ones that use it; move what both"
                                + " need into a package of its own, or turn one direction into a"
                                + " port")
                .check(Program.ALL);
    }

    @Test
    void controllersAreStrangersToEachOther() {
        slices().matching("dev.covey.master.control.(*)..")
                .should()
                .notDependOnEachOther()
                .because("controllers meet in the store; read what the other one wrote there")
                .allowEmptyShould(true)
                .check(Program.ALL);
    }

    @Test
    void controllersOnlyPlan() {
        Findings findings =
                new Findings(
                        "pure-control",
                        "a controller turns a view and a time into a plan, so that it can be"
                                + " simulated; put what acts or waits into an effect");
        List<String> acting =
                List.of(
                        "java.net.",
                        "java.nio.file.",
                        "java.nio.channels.",
                        "java.util.concurrent.locks.",
                        "dev.covey.master.api.",
                        "dev.covey.master.dispatch.",
                        "dev.covey.master.provision.");
        Program.written()
                .filter(type -> Program.within(type.getPackageName(), List.of("master.control")))
                .forEach(type -> forbid(type, acting, findings));
        findings.assertNone();
    }

    @Test
    void theKeyValueMachineStandsAlone() {
        Findings findings =
                new Findings(
                        "pure-kv",
                        "applying an entry must give the same result on every member and in every"
                                + " test: no clock, no input or output, no library");
        List<String> allowed =
                List.of(
                        "dev.covey.kv.",
                        "java.lang.",
                        "java.util.",
                        "java.nio.",
                        "java.io.",
                        "java.security.",
                        "org.jspecify.",
                        "[");
        List<String> barred =
                List.of(
                        "java.util.concurrent.",
                        "java.util.logging.",
                        "java.nio.file.",
                        "java.nio.channels.",
                        "java.io.File",
                        "java.io.RandomAccessFile");
        Program.written()
                .filter(type -> Program.within(type.getPackageName(), List.of("kv")))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> !startsWith(use, allowed) || startsWith(use, barred))
                .forEach(use -> findings.add(use.getOriginClass().getName(), use.getDescription()));
        findings.assertNone();
    }

    private static boolean startsWith(Dependency use, List<String> prefixes) {
        return prefixes.stream().anyMatch(use.getTargetClass().getName()::startsWith);
    }

    private static void forbid(JavaClass type, List<String> prefixes, Findings findings) {
        type.getDirectDependenciesFromSelf().stream()
                .filter(use -> startsWith(use, prefixes))
                .forEach(use -> findings.add(type.getName(), use.getDescription()));
    }
}
