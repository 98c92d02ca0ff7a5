package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What etcdctl saved becomes a new cluster. */
class StoreRestoreTest {

    @TempDir Path directory;

    private Path file;
    private String lease = "";

    @BeforeEach
    void save() {
        file = directory.resolve("save");
        try (StoreLab lab = new StoreLab(directory, 1)) {
            lab.start(1, "http");
            lab.leader();
            lease = lab.ctl(1, "lease", "grant", "600").split(" ", -1)[1];
            lab.ctl(1, "put", "a", "1");
            lab.ctl(1, "put", "a", "2");
            lab.ctl(1, "put", "b", "1", "--lease=" + lease);
            lab.ctl(1, "user", "add", "root:secret");
            lab.ctl(1, "user", "grant-role", "root", "root");
            lab.ctl(1, "auth", "enable");
            assertThat(lab.ctl(1, "snapshot", "save", file.toString(), "--user=root:secret"))
                    .contains("saved at");
        }
    }

    private static String restore(int code, String... words) {
        StringWriter said = new StringWriter();
        List<String> line = new ArrayList<>(List.of("restore"));
        line.addAll(List.of(words));
        int found =
                new CommandLine(new StoreCommand())
                        .setErr(new PrintWriter(said, true))
                        .setExecutionExceptionHandler(
                                (failure, _, _) -> {
                                    said.write(String.valueOf(failure.getMessage()));
                                    return 1;
                                })
                        .execute(line.toArray(String[]::new));
        assertThat(found).as(said.toString()).isEqualTo(code);
        return said.toString();
    }

    private String restore(StoreLab lab, int member, String... more) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                file.toString(),
                                "--name=" + lab.name(member),
                                "--data-dir=" + directory.resolve(lab.name(member)),
                                "--initial-cluster=" + lab.members("http")));
        line.addAll(List.of(more));
        return restore(0, line.toArray(String[]::new));
    }

    @Test
    void threeMembersGoOnWhereTheOldOneWas() {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(restore(lab, i)).contains("at revision 4", "restored-");
            }
            for (int i = 1; i <= 3; i++) {
                lab.start(i, "http");
            }
            int leader = lab.leader();
            String root = "--user=root:secret";
            assertThat(lab.ctl(1, "get", "a")).contains("user name is empty");
            for (int i = 1; i <= 3; i++) {
                assertThat(lab.ctl(i, "get", "a", root)).isEqualTo("a\n2\n");
                assertThat(lab.ctl(i, "get", "a", "--rev=2", root)).isEqualTo("a\n1\n");
                assertThat(lab.ctl(i, "get", "a", "-w", "json", root))
                        .contains("\"revision\":4", "\"mod_revision\":3", "\"version\":2");
            }
            assertThat(lab.ctl(2, "lease", "timetolive", lease, "--keys", root))
                    .contains("granted with TTL(600s)", "[b]");
            lab.ctl(3, "put", "c", "1", root);
            lab.stop(leader);
            int next = lab.leader();
            assertThat(lab.ctl(next, "lease", "revoke", lease, root)).contains("revoked");
            assertThat(lab.ctl(next, "get", "", "--prefix", "--keys-only", root))
                    .isEqualTo("a\n\nc\n\n");
            lab.start(leader, "http");
            StoreLab.until(() -> lab.ctl(leader, "get", "c", root).equals("c\n1\n"));
        }
    }

    @Test
    void marksWhatWasAsCompacted() {
        try (StoreLab lab = new StoreLab(directory, 1)) {
            restore(lab, 1, "--mark-compacted");
            lab.start(1, "http");
            lab.leader();
            String root = "--user=root:secret";
            assertThat(lab.ctl(1, "get", "a", "--rev=4", root))
                    .contains("required revision has been compacted");
            assertThat(lab.ctl(1, "get", "a", "-w", "json", root))
                    .contains("\"revision\":" + (1L << 40));
        }
    }

    @Test
    void nothingIsMadeOfWhatIsNotSound() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(directory.resolve("bad"), bytes);
        Path to = directory.resolve("to");
        assertThat(restore(1, bad.toString(), "--data-dir=" + to)).contains("checksum is wrong");
        assertThat(restore(1, directory.resolve("none").toString(), "--data-dir=" + to))
                .contains("none");
        assertThat(restore(1, file.toString(), "--data-dir=" + to, "--initial-cluster=x=http://q"))
                .contains("HOST:PORT");
        assertThat(to).doesNotExist();
        Files.createDirectory(to);
        Files.writeString(to.resolve("mine"), "1");
        assertThat(restore(1, file.toString(), "--data-dir=" + to)).contains("to be empty");
        try (Stream<Path> left = Files.list(to)) {
            assertThat(left).containsExactly(to.resolve("mine"));
        }
    }

    @Test
    void twoClustersOfOneSaveAreStrangers() {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        String[] common = {file.toString(), "--initial-advertise-peer-urls=http://127.0.0.1:1"};
        restore(0, common[0], common[1], "--data-dir=" + one);
        restore(0, common[0], common[1], "--data-dir=" + two, "--initial-cluster-token=other");
        assertThat(Token.in(one, "etcd-cluster").cluster())
                .isNotEqualTo(Token.in(two, "etcd-cluster").cluster())
                .isNotEqualTo(new Token("etcd-cluster").cluster());
    }
}
