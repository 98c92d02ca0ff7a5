package dev.covey.dist.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.birth.Founding;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.doctor.Finding.Verdict;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {

    @TempDir Path place;

    private static Set<String> bad(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.verdict() == Verdict.BAD)
                .map(Finding::check)
                .collect(Collectors.toSet());
    }

    private DataDirectory founded() throws Exception {
        int base;
        try (ServerSocket free = new ServerSocket(0)) {
            base = Math.min(free.getLocalPort(), 65_000);
        }
        DataDirectory directory = new DataDirectory(place.resolve("data"));
        NodePlan plan =
                new NodePlan(
                        "n1",
                        "",
                        List.of(new Link(0, "127.0.0.1", 0)),
                        "127.0.0.1",
                        Ports.at(base),
                        "127.0.0.1",
                        Optional.empty(),
                        Optional.empty());
        Clock clock = Clock.system();
        new Founding(clock, Ids.secure())
                .found(directory, "c1", plan, Set.of(Role.MASTER), "a long first password");
        return directory;
    }

    @Test
    void withoutANodeItSaysHowToMakeOne() {
        List<Finding> findings =
                new Doctor(new DataDirectory(place), InstantSource.system()).examine();
        assertThat(bad(findings)).containsExactly("node");
        assertThat(findings.getFirst().remedy()).contains("covey up");
    }

    @Test
    void aNodeThatDoesNotRunIsNamedWithItsPortsAndMasters() throws Exception {
        List<Finding> findings = new Doctor(founded(), InstantSource.system()).examine();
        assertThat(bad(findings)).contains("process", "masters").doesNotContain("certificate");
        assertThat(bad(findings)).anyMatch(check -> check.startsWith("port "));
        assertThat(findings)
                .filteredOn(f -> f.verdict() != Verdict.OK)
                .allSatisfy(f -> assertThat(f.remedy()).isNotEmpty());
    }

    @Test
    void aCertificateOutOfItsDatesIsNamed() throws Exception {
        DataDirectory directory = founded();
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(40));
        assertThat(bad(new Doctor(directory, later).examine())).contains("certificate");
        InstantSource soon = InstantSource.offset(InstantSource.system(), Duration.ofHours(23));
        assertThat(new Doctor(directory, soon).examine())
                .filteredOn(f -> f.check().equals("certificate"))
                .allMatch(f -> f.verdict() == Verdict.WARN);
    }
}
