package dev.covey.etcd;

import static dev.covey.etcd.Step.fed;
import static dev.covey.etcd.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and roles are judged as in etcd, on every member. */
class AuthTest {

    private static final List<Step> USERS =
            List.of(
                    step("auth", "enable"),
                    step("user", "add", "root:secret"),
                    step("user", "add", "root:secret"),
                    step("user", "grant-role", "root", "root"),
                    step("user", "grant-role", "root", "nothing"),
                    step("user", "grant-role", "nobody", "root"),
                    step("role", "add", "reader"),
                    step("role", "add", "reader"),
                    step("role", "get", "nothing"),
                    step("role", "grant-permission", "reader", "read", "a", "c"),
                    step("role", "grant-permission", "reader", "read", "c", "f"),
                    step("role", "grant-permission", "reader", "readwrite", "--prefix", "own/"),
                    step("role", "grant-permission", "nothing", "read", "a"),
                    step("role", "get", "reader"),
                    step("role", "revoke-permission", "reader", "x"),
                    step("role", "list"),
                    step("user", "add", "ada:pw"),
                    step("user", "add", "certified", "--no-password"),
                    step("user", "grant-role", "ada", "reader"),
                    step("user", "revoke-role", "ada", "nothing"),
                    step("user", "get", "ada"),
                    step("user", "get", "nobody"),
                    step("user", "list"),
                    step("get", "a", "--user=ada:pw"));

    private static final List<Step> JUDGED =
            List.of(
                    step("auth", "enable"),
                    step("get", "a"),
                    step("put", "a", "1"),
                    step("get", "a", "--user=ada:wrong"),
                    step("get", "a", "--user=nobody:pw"),
                    step("get", "a", "f", "--user=ada:pw"),
                    step("get", "a", "g", "--user=ada:pw"),
                    step("get", "", "--prefix", "--user=ada:pw"),
                    step("put", "a", "1", "--user=ada:pw"),
                    step("put", "own/1", "1", "--user=ada:pw"),
                    step("put", "own/1", "1", "--lease=7b", "--user=ada:pw"),
                    step("lease", "revoke", "7b", "--user=ada:pw"),
                    step("get", "own/", "--prefix", "--user=ada:pw"),
                    step("del", "own/", "--prefix", "--user=ada:pw"),
                    fed(
                            "mod(\"own/1\") = \"0\"\n\nput own/2 x\n\nput z 1\n\n",
                            "txn",
                            "--user=ada:pw"),
                    fed("mod(\"own/1\") = \"0\"\n\nput own/2 x\n\n\n", "txn", "--user=ada:pw"),
                    step("user", "list", "--user=ada:pw"),
                    step("user", "get", "ada", "--user=ada:pw"),
                    step("user", "get", "root", "--user=ada:pw"),
                    step("role", "get", "reader", "--user=ada:pw"),
                    step("user", "delete", "root", "--user=root:secret"),
                    step("user", "revoke-role", "root", "root", "--user=root:secret"),
                    step("put", "z", "1", "--user=root:secret"),
                    step("role", "revoke-permission", "reader", "c", "f", "--user=root:secret"),
                    step("get", "a", "f", "--user=ada:pw"),
                    step("role", "delete", "reader", "--user=root:secret"),
                    step("user", "get", "ada", "--user=root:secret"),
                    step("get", "a", "--user=ada:pw"),
                    step("user", "delete", "ada", "--user=root:secret"),
                    step("auth", "disable", "--user=root:secret"),
                    step("get", "z"));

    @Test
    void usersAndRolesAreWhatTheyAreInEtcd(@TempDir Path directory) throws Exception {
        Step.compare(
                3,
                directory,
                java.util.stream.Stream.concat(USERS.stream(), JUDGED.stream()).toList());
    }

    @Test
    void whoHangsAKeyOnALeaseMustBeAllowedToWriteTheOthersThere(@TempDir Path directory)
            throws Exception {
        try (RealEtcd real = new RealEtcd(directory);
                Lab lab = new Lab(3)) {
            List<String> ours = hung(new Etcdctl(lab.endpoints()));
            assertThat(ours).isEqualTo(hung(new Etcdctl(real.endpoint())));
            assertThat(ours.getFirst()).contains("permission denied");
            assertThat(ours.getLast()).isEqualTo("OK\n");
        }
    }

    private static List<String> hung(Etcdctl ctl) {
        USERS.forEach(step -> ctl.run(step.words().toArray(String[]::new)));
        ctl.run("auth", "enable");
        String root = "--user=root:secret";
        String lease = "--lease=" + ctl.run("lease", "grant", "600", root).split(" ", -1)[1];
        ctl.run("put", "z", "1", lease, root);
        String[] own = {"put", "own/1", "1", lease, "--user=ada:pw"};
        String refused = ctl.run(own);
        ctl.run("del", "z", root);
        return List.of(refused, ctl.run(own));
    }

    @Test
    void noClientSeesTheRowsOfUsersAndMembers() {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("user", "add", "root:secret");
            assertThat(ctl.run("get", "", "--prefix", "--keys-only")).isBlank();
            ctl.run("del", "", "--prefix");
            assertThat(ctl.run("user", "list")).isEqualTo("root\n");
            View view = lab.cluster.store("n1").view();
            assertThat(view.list("e/")).isNotEmpty();
            assertThat(view.revision(Space.USER)).isEqualTo(1);
            assertThat(view.list("e/"))
                    .allSatisfy(
                            row ->
                                    assertThat(new String(row.value(), StandardCharsets.UTF_8))
                                            .doesNotContain("secret"));
        }
    }
}
