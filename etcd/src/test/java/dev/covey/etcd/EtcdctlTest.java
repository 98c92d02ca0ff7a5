package dev.covey.etcd;

import static dev.covey.etcd.Step.fed;
import static dev.covey.etcd.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What etcdctl prints is what it prints in front of etcd itself. */
class EtcdctlTest {

    private static final List<Step> SCRIPT =
            List.of(
                    step("get", "nothing"),
                    step("put", "a", "1"),
                    step("put", "a", "2", "--prev-kv"),
                    step("get", "a", "-w", "json"),
                    step("get", "a", "--rev=2"),
                    step("get", "a", "--rev=99"),
                    step("put", "b", "--ignore-value"),
                    step("put", "a", "--ignore-value"),
                    step("put", "a", "--ignore-lease", "7"),
                    step("put", "nolease", "1", "--lease=7b"),
                    step("put", "b/1", "x"),
                    step("put", "b/2", "z"),
                    step("put", "b/3", "y"),
                    step("get", "b/", "--prefix"),
                    step("get", "b/", "--prefix", "--keys-only"),
                    step("get", "b/", "--prefix", "--count-only", "-w", "json"),
                    step("get", "b/", "--prefix", "--limit=2", "-w", "json"),
                    step("get", "b/", "--prefix", "--sort-by=VALUE", "--order=DESCEND"),
                    step("get", "b/", "--prefix", "--sort-by=MODIFY", "--order=DESCEND"),
                    step("get", "b/1", "b/3"),
                    step("get", "--from-key", "b/2", "--print-value-only"),
                    step("get", "", "--prefix", "--consistency=s"),
                    fed(
                            "mod(\"a\") > \"2\"\n\nput c 1\nget a\nget b/ --prefix\n\ndel a\n\n",
                            "txn"),
                    fed("value(\"a\") = \"9\"\n\nput c 1\n\ndel b/1\nget a\n\n", "txn"),
                    fed("create(\"x\") = \"0\"\n\nput x 1\nput x 2\n\n\n", "txn"),
                    fed("version(\"c\") = \"1\"\n\nput c 2\n\n\n", "txn", "-w", "json"),
                    step("del", "b/2", "--prev-kv"),
                    step("del", "b/", "--prefix", "-w", "json"),
                    step("del", "nothing"),
                    step("compaction", "5"),
                    step("compaction", "5"),
                    step("compaction", "4711"),
                    step("get", "a", "--rev=3"),
                    step("lease", "grant", "0x"),
                    step("lease", "revoke", "7b"),
                    step("lease", "timetolive", "7b"),
                    step("lease", "keep-alive", "--once", "7b"),
                    step("lease", "list"),
                    step("watch", "a", "--rev=2", "--prefix", "--nonsense"),
                    step("alarm", "list"),
                    step("alarm", "disarm"),
                    step("check", "nonsense"));

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyCommandPrintsTheSame(int members, @TempDir Path directory) throws Exception {
        Step.compare(members, directory, SCRIPT);
    }

    @Test
    void leasesAreGrantedKeptShownAndEnded() {
        try (Lab lab = new Lab(3)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            String granted = ctl.run("lease", "grant", "600");
            assertThat(granted).matches("lease [0-9a-f]{16} granted with TTL\\(600s\\)\n");
            String id = granted.split(" ", -1)[1];
            assertThat(ctl.run("put", "k", "v", "--lease=" + id)).isEqualTo("OK\n");
            assertThat(ctl.run("lease", "timetolive", "--keys", id))
                    .matches(
                            ("lease %s granted with TTL\\(600s\\), remaining\\(\\d+s\\),"
                                            + " attached keys\\(\\[k\\]\\)\n")
                                    .formatted(id));
            assertThat(ctl.run("lease", "keep-alive", "--once", id))
                    .isEqualTo("lease %s keepalived with TTL(600)\n".formatted(id));
            assertThat(ctl.run("lease", "list")).isEqualTo("found 1 leases\n" + id + "\n");
            assertThat(ctl.run("lease", "revoke", id))
                    .isEqualTo("lease %s revoked\n".formatted(id));
            assertThat(ctl.run("get", "k")).isEmpty();
        }
    }

    @Test
    void aWatchShowsThePastAndThePresent() throws Exception {
        try (Lab lab = new Lab(3)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("put", "w/1", "old");
            Process watch = ctl.start("watch", "w/", "--prefix", "--rev=2", "--prev-kv");
            try (var said = watch.inputReader()) {
                assertThat(said.readLine()).isEqualTo("PUT");
                assertThat(said.readLine()).isEqualTo("w/1");
                assertThat(said.readLine()).isEqualTo("old");
                ctl.run("del", "w/1");
                assertThat(said.readLine()).isEqualTo("DELETE");
                assertThat(said.readLine()).isEqualTo("w/1");
                assertThat(said.readLine()).isEqualTo("old");
            } finally {
                watch.destroyForcibly();
            }
        }
    }

    @Test
    void theMembersAndTheirStateAreShown() {
        try (Lab lab = new Lab(3)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            assertThat(ctl.run("endpoint", "health").lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("is healthy"));
            assertThat(ctl.run("member", "list").lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("started"));
            List<String> status = ctl.run("endpoint", "status").lines().toList();
            assertThat(status).hasSize(3);
            assertThat(status).filteredOn(line -> line.contains(" true, ")).hasSize(1);
            ctl.run("put", "a", "1");
            assertThat(ctl.run("endpoint", "hashkv").lines().map(line -> line.split(", ")[1]))
                    .hasSize(3)
                    .containsOnly(
                            ctl.run("endpoint", "hashkv")
                                    .lines()
                                    .findFirst()
                                    .orElseThrow()
                                    .split(", ")[1]);
            assertThat(ctl.run("defrag").lines())
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("Finished defragmenting"));
        }
    }
}
