package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.ProblemException;
import dev.covey.runtime.ids.Ids;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One disk is left of a cluster, or one disk is damaged. */
class StoreRecoveryTest {

    private static final long LEAP = 1L << 40;

    @TempDir Path directory;

    /** Three members that have a key each, all stopped; gives the one that led. */
    private int lostMajority(StoreLab lab) {
        for (int i = 1; i <= 3; i++) {
            lab.start(i, "http");
        }
        int leader = lab.leader();
        for (int i = 1; i <= 3; i++) {
            assertThat(lab.ctl(i, "put", "k" + i, "v")).isEqualTo("OK\n");
        }
        for (int i = 1; i <= 3; i++) {
            lab.stop(i);
        }
        return leader;
    }

    @Test
    void oneSurvivorBecomesANewClusterAndTheLostStayOutside() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            int survivor = lostMajority(lab);
            int lost = survivor % 3 + 1;
            lab.said();
            lab.start(survivor, "http", "--force-new-cluster");
            assertThat(lab.said())
                    .contains("term ", "last entry ", "revision 4", "3 keys", "no snapshot")
                    .contains("new cluster of one voter", "revision " + LEAP, "is kept in");
            lab.leader();
            assertThat(lab.ctl(survivor, "get", "k", "--prefix", "--keys-only"))
                    .isEqualTo("k1\n\nk2\n\nk3\n\n");
            assertThat(lab.ctl(survivor, "get", "k1", "--rev=4"))
                    .contains("required revision has been compacted");
            assertThat(lab.ctl(survivor, "put", "after", "1")).isEqualTo("OK\n");
            assertThat(lab.ctl(survivor, "member", "list").lines()).hasSize(1);
            lab.start(lost, "http");
            assertThat(lab.ctl(survivor, "put", "after", "2")).isEqualTo("OK\n");
            assertThat(lab.ctl(lost, "--command-timeout=2s", "put", "lost", "1"))
                    .doesNotContain("OK");
            assertThat(lab.ctl(survivor, "get", "lost")).isEmpty();
            assertThat(lab.ctl(survivor, "member", "list").lines()).hasSize(1);
            lab.stop(lost);
            lab.stop(survivor);
            String token = Files.readString(lab.directory(survivor).resolve("token"));

            lab.start(survivor, "http");
            lab.leader();
            assertThat(lab.said()).isEmpty();
            lab.stop(survivor);
            lab.start(survivor, "http", "--force-new-cluster");
            lab.leader();
            assertThat(lab.said()).contains("was done before or is not needed");
            assertThat(Files.readString(lab.directory(survivor).resolve("token"))).isEqualTo(token);
            assertThat(lab.ctl(survivor, "get", "after", "--print-value-only")).isEqualTo("2\n");
        }
    }

    @Test
    void aRecoveryThatWasInterruptedIsFinishedByTheNextStart() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            int survivor = lostMajority(lab);
            Path home = lab.directory(survivor);
            Path before = directory.resolve("before");
            copy(home, before);
            lab.start(survivor, "http", "--force-new-cluster");
            lab.leader();
            lab.stop(survivor);
            Path token = home.resolve("token");
            // As if the process had ended before each of the steps.
            for (int step = 0; step < 4; step++) {
                Files.copy(token, home.resolve("recovered-token"));
                if (step < 3) {
                    Files.move(home.resolve("member"), home.resolve("recovering"));
                }
                if (step < 2) {
                    Files.delete(token);
                }
                if (step < 1) {
                    copy(before.resolve("member"), home.resolve("member"));
                    try (Stream<Path> kept = Files.list(home)) {
                        Path old =
                                kept.filter(p -> p.toString().contains("before-"))
                                        .findFirst()
                                        .orElseThrow();
                        Files.move(old, directory.resolve("aside"));
                    }
                }
                lab.start(survivor, "http");
                lab.leader();
                assertThat(lab.ctl(survivor, "get", "k3", "--print-value-only")).isEqualTo("v\n");
                lab.stop(survivor);
                assertThat(home.resolve("recovered-token")).doesNotExist();
                assertThat(home.resolve("recovering")).doesNotExist();
            }
            // Half of a new directory counts for nothing.
            Files.createDirectories(home.resolve("recovering/half"));
            lab.start(survivor, "http");
            lab.leader();
        }
    }

    @Test
    void aDamagedMemberComesBackByWhatItAdvisesHoweverOftenItIsDamaged() throws Exception {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            lab.found(1, 2, 3);
            int damaged = lab.leader() % 3 + 1;
            for (int round = 1; round <= 2; round++) {
                int well = damaged % 3 + 1;
                assertThat(lab.ctl(well, "put", "k" + round, "v")).isEqualTo("OK\n");
                StoreLab.until(() -> !lab.ctl(damaged, "get", "k1").isEmpty());
                lab.stop(damaged);
                flipInLog(lab, damaged, "k1");
                assertThatThrownBy(() -> lab.start(damaged, "http"))
                        .hasMessageContaining("is damaged");
                for (String line : lab.advice(damaged)) {
                    if (line.startsWith("  etcdctl ")) {
                        String[] words = line.strip().substring(8).split(" ", -1);
                        assertThat(lab.ctl(well, words)).containsAnyOf("removed from", "added to");
                    }
                }
                Files.move(lab.directory(damaged), directory.resolve("bad" + round));
                lab.join(damaged, 1, 2, 3);
                StoreLab.until(() -> lab.ctl(damaged, "get", "k1").contains("v"));
                assertThat(lab.ctl(well, "member", "list").lines()).hasSize(3);
            }
        }
    }

    @Test
    void anOldCopyIsRefusedAndThePersonIsTold() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            int leader = lostMajority(lab);
            int member = leader % 3 + 1;
            Path old = directory.resolve("old");
            copy(lab.directory(member), old);
            for (int i = 1; i <= 3; i++) {
                lab.start(i, "http");
            }
            lab.leader();
            StoreLab.until(() -> lab.ctl(member, "put", "more", "1").equals("OK\n"));
            lab.stop(member);
            Files.move(lab.directory(member), directory.resolve("new"));
            Files.move(old, lab.directory(member));
            StoreNode copy = lab.start(member, "http");
            StoreLab.until(() -> refusal(copy).contains("old or second copy"));
            int well = member % 3 + 1;
            assertThat(lab.ctl(well, "get", "more", "--print-value-only")).isEqualTo("1\n");
            assertThat(lab.ctl(well, "put", "more", "2")).isEqualTo("OK\n");
        }
    }

    private static String refusal(StoreNode node) {
        try {
            node.mustGoOn();
            return "";
        } catch (ProblemException e) {
            return e.problem().message();
        }
    }

    @Test
    void aDamagedSurvivorIsNotForcedButSalvaged() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            int survivor = lostMajority(lab);
            Path log = flipInLog(lab, survivor, "k3");
            assertThatThrownBy(() -> lab.start(survivor, "http"))
                    .hasMessageContaining(log.getFileName().toString());
            assertThatThrownBy(() -> lab.start(survivor, "http", "--force-new-cluster"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("covey store salvage");
            assertThat(lab.said()).contains(log.toString(), "first entry that is lost is");
            assertThat(String.join("\n", lab.advice(survivor)))
                    .contains("etcdctl member remove ", "etcdctl member add " + lab.name(survivor))
                    .contains("--initial-cluster-state=existing", "covey store salvage");
        }
    }

    @Test
    void whatIsSoundOfASingleMemberIsSavedAndRestored() throws IOException {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            lab.start(1, "http");
            lab.leader();
            for (int i = 1; i <= 5; i++) {
                lab.ctl(1, "put", "k" + i, "v");
            }
            Path file = directory.resolve("saved");
            assertThat(run(1, "salvage", lab.directory(1).toString(), file.toString()))
                    .contains("a process uses it");
            lab.stop(1);
            Path log = flipInLog(lab, 1, "k4");
            assertThatThrownBy(() -> lab.start(1, "http"))
                    .hasMessageContaining(log.getFileName().toString())
                    .hasMessageContaining("at byte");
            assertThat(String.join("\n", lab.advice(1)))
                    .contains("the only member", "revision 4", "3 keys", "first entry that is lost")
                    .contains("covey store salvage");
            String said = run(0, "salvage", lab.directory(1).toString(), file.toString());
            assertThat(said).contains("revision 4", "3 keys", log.toString(), "at least");
            assertThat(run(1, "salvage", lab.directory(1).toString(), file.toString()))
                    .contains("it exists");
            Path other = directory.resolve("other");
            Files.move(lab.directory(1), other);
            run(
                    0,
                    "restore",
                    file.toString(),
                    "--name=" + lab.name(1),
                    "--data-dir=" + lab.directory(1),
                    "--initial-cluster=" + lab.members("http"));
            lab.start(1, "http");
            lab.leader();
            assertThat(lab.ctl(1, "get", "k", "--prefix", "--keys-only"))
                    .isEqualTo("k1\n\nk2\n\nk3\n\n");
        }
    }

    /** Flips a bit in the entry of the log that puts a key. */
    private static Path flipInLog(StoreLab lab, int member, String key) throws IOException {
        Path log;
        try (Stream<Path> all = Files.walk(lab.directory(member).resolve("member"))) {
            log =
                    all.filter(file -> file.getFileName().toString().startsWith("log_"))
                            .sorted()
                            .toList()
                            .getLast();
        }
        byte[] bytes = Files.readAllBytes(log);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.indexOf(key);
        assertThat(at).isPositive();
        bytes[at] ^= 1;
        Files.write(log, bytes);
        return log;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static String run(int code, String... words) {
        StringWriter said = new StringWriter();
        int found =
                new CommandLine(new StoreCommand())
                        .setErr(new PrintWriter(said, true))
                        .setExecutionExceptionHandler(
                                (failure, _, _) -> {
                                    said.write(String.valueOf(failure.getMessage()));
                                    return 1;
                                })
                        .execute(words);
        assertThat(found).as(said.toString()).isEqualTo(code);
        return said.toString();
    }

    @Test
    void nothingIsMadeOfADirectoryThatHoldsNothing() {
        StoreForce force = new StoreForce(directory, text -> {});
        StoreOptions options = new StoreOptions();
        assertThatThrownBy(() -> force.recover(StorePlan.self(options), Ids.secure()))
                .hasMessageContaining("holds none");
        assertThat(List.of(directory.toFile().list())).isEmpty();
    }
}
