package dev.covey.etcd;

import static dev.covey.etcd.Step.fed;
import static dev.covey.etcd.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The families of etcdctl's commands, and their flags, that other tests leave out. */
class EtcdctlFamiliesTest {

    private static final List<Step> KEYS =
            List.of(
                    step("put", "a", "1", "-w", "json"),
                    fed("from input", "put", "b"),
                    step("put", "a", "2", "--prev-kv", "-w", "json"),
                    step("put", "--", "-c", "-3"),
                    step("put", "", "x"),
                    step("get", "a", "-w", "fields"),
                    step("get", "a", "--hex"),
                    step("get", "a", "--print-value-only", "--hex"),
                    step("get", "a", "z", "--order=ASCEND", "--sort-by=CREATE"),
                    step("get", "a", "z", "--order=DESCEND", "--sort-by=VERSION"),
                    step("get", "a", "z", "--order=DESCEND", "--sort-by=KEY", "--limit=1"),
                    step("get", "a", "--prefix", "--from-key"),
                    step("get", "a", "--sort-by=NONSENSE"),
                    step("get", "a", "--rev=-1"),
                    step("get", "", "--from-key", "--keys-only", "--consistency=s"),
                    step("get", "", "--prefix", "--count-only", "-w", "fields"),
                    fed("mod(\"a\") > \"0\"\n\nput d 1\n\nget a\n\n", "txn", "-i"),
                    fed("nonsense\n\n\n\n", "txn"),
                    step("del", "a", "b", "--prev-kv"),
                    step("del", "--from-key", "c", "-w", "json"),
                    step("del", "--prefix", "", "-w", "fields"),
                    step("compaction", "4", "--physical"),
                    step("compaction", "-1"),
                    step("get", "a", "--rev=4"));

    private static final List<Step> REST =
            List.of(
                    step("lease", "grant", "9000000001"),
                    step("lease", "grant", "-5"),
                    step("lease", "timetolive", "nonsense"),
                    step("lease", "list", "-w", "json"),
                    step("lock", "l", "true"),
                    step("lock", "--ttl=5", "l", "echo", "held"),
                    step("user", "list"),
                    step("user", "get", "nobody"),
                    step("user", "delete", "nobody"),
                    step("user", "add", "u:pw"),
                    step("user", "add", "u:pw"),
                    step("user", "add", "v", "--no-password"),
                    fed("new\n", "user", "passwd", "u", "--interactive=false"),
                    step("user", "grant-role", "u", "none"),
                    step("user", "revoke-role", "u", "none"),
                    step("role", "add", "r"),
                    step("role", "add", "r"),
                    step("role", "list"),
                    step("role", "grant-permission", "r", "readwrite", "a", "b"),
                    step("role", "grant-permission", "r", "read", "p", "--prefix"),
                    step("role", "grant-permission", "r", "write", "q", "--from-key"),
                    step("role", "grant-permission", "r", "nonsense", "a"),
                    step("role", "get", "r"),
                    step("role", "revoke-permission", "r", "a", "b"),
                    step("role", "revoke-permission", "r", "a", "b"),
                    step("user", "grant-role", "u", "r"),
                    step("user", "get", "u", "--detail"),
                    step("user", "revoke-role", "u", "r"),
                    step("role", "delete", "r"),
                    step("role", "delete", "r"),
                    step("role", "get", "r"),
                    step("auth", "enable"),
                    step("auth", "disable"),
                    step("user", "delete", "u"),
                    step("user", "list"),
                    step("member", "remove", "7b"),
                    step("member", "promote", "7b"),
                    step("member", "update", "7b", "--peer-urls=http://127.0.0.1:1"),
                    step("move-leader", "nonsense"),
                    step("version"));

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void keysAreTheSameWithEveryFlag(int members, @TempDir Path directory) throws Exception {
        Step.compare(members, directory, KEYS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theOtherFamiliesAreTheSame(int members, @TempDir Path directory) throws Exception {
        Step.compare(members, directory, REST);
    }

    /** The first lines that a command prints that goes on; it is given some input. */
    private static List<String> first(int lines, Etcdctl ctl, String input, String... words)
            throws Exception {
        Process process = ctl.start(words);
        try (BufferedReader said = process.inputReader();
                var in = process.outputWriter()) {
            in.write(input);
            in.flush();
            return Stream.generate(() -> line(said)).limit(lines).toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String line(BufferedReader from) {
        try {
            return String.valueOf(from.readLine());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void watchesPrintTheSame(@TempDir Path directory) throws Exception {
        try (RealEtcd real = new RealEtcd(directory);
                Lab lab = new Lab(3)) {
            List<Etcdctl> both =
                    List.of(new Etcdctl(real.endpoint()), new Etcdctl(lab.endpoints()));
            for (Etcdctl ctl : both) {
                ctl.run("put", "w1", "x");
                ctl.run("put", "w1", "y");
                ctl.run("del", "w1");
                assertThat(first(5, ctl, "", "watch", "w1", "--rev=3", "--prev-kv"))
                        .containsExactly("PUT", "w1", "x", "w1", "y");
                assertThat(first(8, ctl, "watch w1 --rev=2\n", "watch", "-i"))
                        .containsExactly("PUT", "w1", "x", "PUT", "w1", "y", "DELETE", "w1");
                assertThat(first(3, ctl, "", "watch", "w", "x", "--rev=2"))
                        .containsExactly("PUT", "w1", "x");
                ctl.run("compaction", "4");
                assertThat(first(1, ctl, "", "watch", "w1", "--rev=2").getFirst())
                        .contains("required revision has been compacted");
            }
        }
    }

    @Test
    void anElectionIsWonAndSeen() throws Exception {
        try (Lab lab = new Lab(3)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            assertThat(first(2, ctl, "", "elect", "e", "ada").getLast()).isEqualTo("ada");
        }
    }

    @Test
    void aMirrorFollowsUsToEtcdAndEtcdToUs(@TempDir Path directory) throws Exception {
        try (RealEtcd real = new RealEtcd(directory);
                Lab lab = new Lab(3)) {
            Etcdctl theirs = new Etcdctl(real.endpoint());
            Etcdctl ours = new Etcdctl(lab.endpoints());
            mirror(ours, theirs, real.endpoint(), "o");
            mirror(theirs, ours, "127.0.0.1:" + lab.port(2), "t");
        }
    }

    private static void mirror(Etcdctl from, Etcdctl to, String address, String prefix)
            throws Exception {
        from.run("put", prefix + "1", "before");
        Process mirror = from.start("make-mirror", "--prefix=" + prefix, address);
        try {
            Watcher.until(() -> to.run("get", prefix + "1").contains("before"));
            from.run("put", prefix + "2", "meanwhile");
            from.run("del", prefix + "1");
            Watcher.until(
                    () -> to.run("get", prefix, "--prefix").equals(prefix + "2\nmeanwhile\n"));
        } finally {
            mirror.destroyForcibly();
        }
    }

    @Test
    void theLeadMovesWhereItIsSent() {
        try (Lab lab = new Lab(3)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            String other =
                    ctl.run("endpoint", "status")
                            .lines()
                            .filter(line -> line.contains(" false, false, "))
                            .map(line -> line.split(", ", -1)[1])
                            .findFirst()
                            .orElseThrow();
            assertThat(ctl.run("move-leader", other))
                    .startsWith("Leadership transferred from ")
                    .contains(" to " + other);
            assertThat(ctl.run("endpoint", "status").lines())
                    .filteredOn(line -> line.contains(" true, false, "))
                    .allMatch(line -> line.contains(other));
        }
    }
}
