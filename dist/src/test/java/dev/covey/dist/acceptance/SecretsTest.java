package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What nobody may read is in no log, event, error, process list, database or readable file. */
@Tag("acceptance")
final class SecretsTest {

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final String DATA = "/var/lib/covey";
    private static final String SSH_PASSWORD = "ssh-Secret-4711";

    @Test
    void secretsStayWhereTheyBelong() {
        try (Lab lab = Lab.open()) {
            Story story = new Story(lab);
            try {
                story.tell();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + story.machines.outputs(), e);
            }
        }
    }

    private static final class Story {
        private final Machines machines;
        private final Host one;
        private final Host two;
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private final Map<String, String> places = new LinkedHashMap<>();

        Story(Lab lab) {
            machines = new Machines(lab);
            one = machines.host("one", 1);
            two = machines.host("two", 2);
        }

        void tell() {
            serversLogin();
            List<Running> watchers = List.of(watch(one), watch(two));
            Running server = machines.start(one, "server", "create lab");
            Cluster.until("ready", () -> one.exitOf(SHORT, "test -e " + DATA + "/run/ready") == 0);
            people();
            inbound();
            connect();
            keys();
            watchers.forEach(Running::close);
            places.put("output of the server", server.output());
            files();
            answers();
            secrets.forEach(this::nowhere);
        }

        /** Before anybody looks at processes: these commands show it. */
        private void serversLogin() {
            two.run("echo 'root:%s' | chpasswd".formatted(SSH_PASSWORD));
            one.run("printf 'not-%s' > /root/wrong".formatted(SSH_PASSWORD));
            one.run("printf '%s' > /root/right".formatted(SSH_PASSWORD));
            one.run("ssh-keygen -q -t ed25519 -N '' -f /root/key");
            secrets.put("password of the server", SSH_PASSWORD);
            remember(one, "SSH key", "sed -n 3p /root/key");
        }

        private Running watch(Host host) {
            return host.start(
                    "watch",
                    "bash -c 'while sleep 0.1; do cat /proc/[0-9]*/{cmdline,environ}; done"
                            + " > /root/processes 2>/dev/null'");
        }

        private void people() {
            remember(one, "administrator's password", "cat " + DATA + "/admin-password");
            secrets.put("token", machines.value(one, "token create ci --role viewer"));
            machines.covey(one, "user create anna");
            String link = machines.value(one, "user link anna");
            secrets.put("subscription", link.substring(link.lastIndexOf('/') + 1));
            String join = machines.value(one, "join-info");
            secrets.put("join string", join.substring("covey1-".length()));
        }

        private void inbound() {
            machines.covey(one, "route create west");
            String inbound = "inbound create in1 --node one --port 443 --masquerade 10.77.0.9:443";
            machines.covey(one, inbound + " --route west --force");
            Pattern link = Pattern.compile("vless://([0-9a-f-]{36})@");
            Cluster.until(
                    "a link",
                    () -> {
                        Matcher found =
                                link.matcher(machines.covey(one, "user link anna --direct"));
                        assertThat(found.find()).isTrue();
                        secrets.put("user's credential", found.group(1));
                        return true;
                    });
            remember(
                    one,
                    "inbound's private key",
                    "grep -aoE '[A-Za-z0-9_-]{43}' " + DATA + "/agent/desired | head -n 1");
        }

        /** With a wrong password, with a key that the server does not know, and as it should be. */
        private void connect() {
            Running sshd = machines.startSshd(two, "none");
            Cluster.until("sshd listens", () -> sshd.output().contains("listening"));
            String hostKey =
                    two.run("ssh-keygen -lf /etc/covey-test/host_key.pub | cut -d' ' -f2").strip();
            String connect =
                    "node connect %s --host-key %s --name two ".formatted(two.address(), hostKey);
            said("wrong password", connect + "--password-stdin < /root/wrong");
            said("wrong key", connect + "--key /root/key");
            said("right password", connect + "--password-stdin < /root/right");
            assertThat(places.get("right password")).contains("Verify");
            one.run("rm /root/wrong /root/right /root/key");
        }

        private void said(String what, String command) {
            places.put(what, machines.tried(one, command));
        }

        private void keys() {
            for (Host host : List.of(one, two)) {
                remember(host, "node key", "sed -n 2p " + DATA + "/pki/node.key");
            }
            remember(one, "authority's key", "sed -n 2p " + DATA + "/pki/ca.key");
            remember(one, "sealing key", "sed -n 2p " + DATA + "/pki/seal.key");
            remember(
                    one,
                    "local token",
                    "grep -oE '[A-Za-z0-9_-]{40,}' " + DATA + "/run/local.json");
        }

        private void files() {
            for (Host host : List.of(one, two)) {
                // The package for servers that are brought in is nobody's secret; it is unpacked
                // with the modes that a program has.
                String rest = DATA + "/package -prune -o ! -type l -perm /077 -print";
                assertThat(host.run("find " + DATA + " -path " + rest))
                        .as("files of %s that others may read", host.name())
                        .isEmpty();
                String on = " on " + host.name();
                String processes = host.run("tr '\\0' '\\n' < /root/processes");
                assertThat(processes).contains("covey.jar", "PATH=").doesNotContain("covey1-");
                places.put("processes" + on, processes);
                places.put("logs" + on, text(host, DATA + "/log /var/log " + DATA + "/core"));
            }
            places.put("database", text(one, DATA + "/store"));
            assertThat(places.get("database")).contains("anna");
        }

        private void answers() {
            for (String list : List.of("events", "operation list", "node list", "user list")) {
                said(list, list + " -o json");
            }
            said("another user of the same name", "user create anna");
            String token = secret("token");
            answer("refused write", "clusters/self/users -X POST -d {}", token);
            answer("refused reading", "audit", token);
            answer("audit", "audit", secret("local token of one"));
            assertThat(places.get("audit")).contains("anna");
            answer("wrong token", "audit", token + "x");
        }

        private String secret(String what) {
            return Objects.requireNonNull(secrets.get(what), what);
        }

        private void answer(String what, String path, String token) {
            String header = " -H 'Authorization: Bearer " + token + "'";
            places.put(what, one.run("curl -sk https://127.0.0.1:8443/v1/" + path + header));
            assertThat(places.get(what)).as(what).startsWith("{");
        }

        private void nowhere(String what, String secret) {
            assertThat(secret).as(what).hasSizeGreaterThan(8);
            places.forEach(
                    (where, content) ->
                            assertThat(content.contains(secret))
                                    .as("the %s in the %s", what, where)
                                    .isFalse());
        }

        /** What was written on this host; its root is an overlay of the machine's. */
        private static String text(Host host, String paths) {
            return host.run("find " + paths + " -type f -newer /etc/hosts -exec cat {} +");
        }

        private void remember(Host host, String what, String command) {
            String output = host.run(command).strip();
            secrets.put(
                    what + " of " + host.name(), output.substring(output.lastIndexOf('\n') + 1));
        }
    }
}
