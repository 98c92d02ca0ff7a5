package dev.covey.dist.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LibraryFenceTest {
    /**
     * A library and the packages (with those below) that may know it.
     *
     * @param most how many packages may, in all
     */
    record Fence(String library, int most, List<String> packages) {
        @Override
        public String toString() {
            return library + " only in " + packages;
        }
    }

    private static final int ANY = 1000;

    static Stream<Fence> fences() {
        return Stream.of(
                fence("tools.jackson.databind.json.", 1, "model.json"),
                fence("tools.jackson.databind.ObjectMapper", 1, "model.json"),
                fence("tools.jackson.databind.cfg.", 1, "model.json"),
                fence("com.fasterxml.jackson.", 1, "model.json"),
                fence("org.snakeyaml.", 2, "cli", "dist"),
                fence("org.apache.ratis.", ANY, "raft"),
                fence("io.grpc.", ANY, "wire", "etcd", "agent.driver.xray"),
                fence("com.google.protobuf.", ANY, "wire", "etcd", "agent", "master.dispatch"),
                fence("io.helidon.", 1, "master.api"),
                fence("org.apache.sshd.", 1, "master.provision"),
                fence("org.bouncycastle.", ANY, "pki"),
                fence("org.eclipse.angus.", 1, "master"),
                fence("jakarta.mail.", 1, "master"),
                fence("org.xbill.DNS.", 1, "master"),
                fence("org.shredzone.acme4j.", 1, "master"),
                fence("io.nayuki.", 2, "master", "cli", "dist"),
                fence("io.micrometer.", 1, "master", "dist"),
                fence("org.cryptomator.jfuse.", 1, "agent.files"),
                fence("picocli.", ANY, "cli", "dist"),
                fence("org.jline.", 1, "cli"),
                fence("ch.qos.logback.", ANY, "dist"),
                fence(
                        "org.slf4j.",
                        ANY,
                        "runtime",
                        "raft",
                        "etcd",
                        "wire",
                        "master",
                        "agent",
                        "dist"),
                fence("io.netty.", 0),
                fence("com.google.common.", 0),
                // The HTTP server logs through it; somebody has to tell it where to.
                fence("java.util.logging.", 1, "master.api.helidon", "dist"),
                fence("sun.misc.", 0),
                fence("java.io.ObjectInputStream", 0),
                fence("java.io.ObjectOutputStream", 0));
    }

    @ParameterizedTest
    @MethodSource("fences")
    void aLibraryIsKnownBehindItsFenceOnly(Fence fence) {
        Findings findings =
                new Findings(
                        "fence",
                        "a heavy library is reached through one place, so that it can be replaced"
                                + " and its traps are handled once; use that package's own types");
        List<Dependency> uses =
                Program.written()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(use -> use.getTargetClass().getName().startsWith(fence.library))
                        .toList();
        uses.stream()
                .filter(use -> !Program.within(origin(use), fence.packages))
                .forEach(use -> findings.add(origin(use), use.getDescription()));
        Set<String> packages =
                uses.stream()
                        .map(LibraryFenceTest::origin)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .as("packages that know %s; at most %d may", fence.library, fence.most)
                .hasSizeLessThanOrEqualTo(fence.most);
        findings.assertNone();
    }

    private static String origin(Dependency use) {
        return use.getOriginClass().getPackageName();
    }

    private static Fence fence(String library, int most, String... packages) {
        return new Fence(library, most, List.of(packages));
    }
}
