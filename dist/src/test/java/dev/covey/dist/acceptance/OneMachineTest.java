package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code covey up} on one machine: what it refuses, as a service, with a bought certificate. */
@Tag("acceptance")
final class OneMachineTest {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final String ADDRESS = "10.77.0.1";
    private static final String DATA = "/var/lib/covey";

    private Lab lab;
    private Host host;
    private String covey;

    @BeforeEach
    void machine() {
        lab = Lab.open();
        host = lab.host("one", 1);
        host.run("cp -aL %s /opt/own && chmod -R go+rX /opt/own".formatted(App.home()));
        String xray = Machines.program("xray", "COVEY_XRAY");
        covey =
                "env JAVA_HOME=%s COVEY_XRAY=%s /opt/own/bin/covey "
                        .formatted(System.getProperty("java.home"), xray);
    }

    @AfterEach
    void away() {
        lab.close();
    }

    @Test
    void whatStandsInTheWayIsSaidAndNothingIsLeft() {
        refused(
                "openssl s_server -accept 8443 -nocert >/dev/null 2>&1 </dev/null & sleep 1;",
                "",
                4,
                "Expected port 8443 (console and API) to be free, but it is in use");
        host.run("pkill openssl");
        refused(
                "mount -t tmpfs -o size=40m small /mnt;",
                "--data-dir /mnt/covey",
                4,
                "Expected 300 MiB of free space at /mnt, but there are");
        assertThat(host.run("ls -A /mnt")).isEmpty();
        assertThat(host.tried(SOON, "setpriv --reuid 65534 --clear-groups " + covey + "up"))
                .contains("Expected to write to /var/lib, but this user may not. Run as root");
        refused("", "--link0 192.0.2.77", 4, "Expected link address 192.0.2.77 to be on this");
        refused("", "--masquerade 'a b'", 2, "Expected");
        certificatesAreRefused();

        host.run("mkdir -p /srv/d && echo 99 > /srv/d/format && echo {} > /srv/d/node.json");
        refused("", "--data-dir /srv/d", 4, "to have format 1, but it has format '99'");
        assertThat(host.run("cat /srv/d/* && ls -A /srv/d"))
                .isEqualTo("99\n{}\nformat\nnode.json\n");
    }

    private void certificatesAreRefused() {
        host.run("mkdir /root/t; cd /root/t; " + Certificates.authority());
        host.run("cd /root/t; " + Certificates.issue("good", "IP:" + ADDRESS, "-days 9"));
        host.run("cd /root/t; " + Certificates.issue("other", "DNS:a.test", "-days 9"));
        host.run("cd /root/t; " + Certificates.issue("old", "IP:" + ADDRESS, "-days -1"));
        given("none", "none", "/root/t/none.pem for TLS, but there is no such file");
        given("good", "other", "it is not the key of /root/t/good.pem");
        given("old", "old", "Expected /root/t/old.pem to be valid now, but it is valid from");
        given(
                "other",
                "other",
                "to be for '10.77.0.1', but it is for a.test. Give --public-address");
        refused("", "--tls-cert /root/t/good.pem", 4, "--tls-cert and --tls-key together");
        host.run("chmod 755 /root /root/t && chmod 600 /root/t/good.key");
        assertThat(
                        host.tried(
                                SOON,
                                "setpriv --reuid 65534 --clear-groups "
                                        + covey
                                        + "up --data-dir /tmp/d"
                                        + files("good", "good")))
                .contains("/root/t/good.key for TLS, but this user cannot read it");
    }

    private void given(String certificate, String key, String why) {
        refused("", files(certificate, key), 4, why);
    }

    private static String files(String certificate, String key) {
        return " --tls-cert /root/t/%s.pem --tls-key /root/t/%s.key".formatted(certificate, key);
    }

    private void refused(String before, String options, int exit, String why) {
        String said = host.tried(SOON, before + covey + "up " + options + "; echo exit=$?");
        assertThat(said).contains(why).contains("exit=" + exit).doesNotContain("\tat ");
        assertThat(host.exitOf(SOON, "test -e " + DATA)).as("something is left").isNotZero();
        assertThat(host.run("ps -e -o args=")).doesNotContain("covey.jar");
    }

    @Test
    void aServiceComesBackWhenItIsKilledAndGoesWhenItIsUninstalled() {
        String first = host.run(SOON, covey + "up --service 2>&1");
        assertThat(first)
                .contains("Client link", "not the subscription", "It runs in the background");
        assertThat(first.indexOf("vless://")).isLessThan(first.indexOf("/sub/"));
        String process = host.run("cat " + DATA + "/lock");

        host.run("kill -9 " + process);
        Awaitility.await("it runs again")
                .atMost(SOON)
                .until(() -> host.exitOf(SOON, covey + "status") == 0);

        String again = host.run("cat " + DATA + "/lock");
        assertThat(again).isNotEqualTo(process);
        assertThat(host.run(SOON, covey + "up 2>&1"))
                .contains("Client link", "It runs already, as process " + again.strip());
        host.run(SOON, covey + "up --service");
        assertThat(host.run("cat " + DATA + "/lock")).isEqualTo(again);
        assertThat(host.run("stat -c %a " + DATA + "/log/covey.log")).isEqualTo("600\n");

        assertThat(host.run(SOON, covey + "uninstall --yes")).contains("no longer runs");
        assertThat(host.run("ps -e -o args=")).doesNotContain("covey", "xray");
        assertThat(host.exitOf(SOON, "test -e " + DATA + " || ls /etc/cron.d/covey*")).isNotZero();
    }

    @Test
    void optionsOfALaterStartAreHeededOrRefusedAndAPastedLineLivesOn() {
        host.run("echo 10.77.0.1 panel.test >> /etc/hosts");
        host.run(SOON, covey + "up --service --name home");
        String line = host.run(SOON, covey + "join-info -o json");
        String pin = line.replaceAll("(?s).*(sha256//[^']*)'.*", "$1");

        refusedHere("up --port-base 9000", "Expected --port-base 8440, with which this node");
        refusedHere("up --name other", "Expected cluster 'other'");
        refusedHere("server --zone b", "to be free, but process");
        host.run(
                SOON,
                covey
                        + "up --service --listen 10.77.0.1 --public-address panel.test --zone b"
                        + " --node-name beta");

        assertThat(host.run("ss -Hltn sport = :8443")).contains("10.77.0.1");
        assertThat(host.run(SOON, covey + "node show beta -o json").replace(" ", ""))
                .contains("\"zone\":\"b\"", "\"publicAddress\":\"panel.test\"");
        host.run(
                "curl -fsS --cacert %s/pki/authorities.crt https://panel.test:8443/healthz"
                        .formatted(DATA));
        host.run("curl -fsSk --pinnedpubkey '%s' https://10.77.0.1:8443/healthz".formatted(pin));
        assertThat(host.run("stat -c %a " + DATA + "/pki/server.key")).isEqualTo("600\n");
    }

    private void refusedHere(String command, String why) {
        assertThat(host.tried(SOON, covey + command + "; echo exit=$?"))
                .contains(why, "exit=4")
                .doesNotContain("\tat ");
    }

    @Test
    void aFullDiskIsSaidAtTheNextStartAndNothingIsLost() {
        host.run("mount -t tmpfs -o size=400m small /mnt");
        String here = " --data-dir /mnt/covey";
        host.run(SOON, covey + "create full --service" + here);
        host.run("kill $(cat /mnt/covey/run/supervisor.pid)");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !host.run("ps -e -o args=").contains("covey.jar"));
        host.tried(SOON, "dd if=/dev/zero of=/mnt/fill bs=1M");

        assertThat(host.tried(SOON, covey + "server" + here + "; echo exit=$?"))
                .contains("Expected 16 MiB of free space", "exit=4")
                .doesNotContain("\tat ");

        host.run("rm /mnt/fill");
        host.run(SOON, covey + "up --service" + here);
        assertThat(host.run(SOON, covey + "status" + here)).contains("full");
    }

    @Test
    void aBoughtCertificateIsShownToEveryoneButTheClustersOwn() {
        host.run(
                "echo 10.77.0.1 panel.test >> /etc/hosts; mkdir /root/t; cd /root/t; "
                        + Certificates.authority());
        host.run("cd /root/t; " + Certificates.issue("one", "DNS:panel.test", "-days 9"));
        host.run("cd /root/t; " + Certificates.issue("two", "DNS:panel.test", "-days 9"));
        host.run(
                "cd /root/t; cp one.pem c.pem; cp one.key c.key; %s/bin/keytool -importcert -noprompt"
                                .formatted(System.getProperty("java.home"))
                        + " -storetype PKCS12 -keystore apps.p12 -storepass changeit -file ca.pem");
        String apps =
                "COVEY_JAVA_OPTS='-Djavax.net.ssl.trustStore=/root/t/apps.p12"
                        + " -Djavax.net.ssl.trustStorePassword=changeit' ";

        String said =
                host.run(
                        SOON,
                        apps
                                + covey
                                + "up --service --public-address panel.test"
                                + files("c", "c"));

        assertThat(said.indexOf("/sub/")).isPositive().isLessThan(said.indexOf("vless://"));
        assertThat(said).doesNotContain("Apps take");
        assertThat(shown()).isEqualTo(serial("one"));
        theClusterIsReachedAsBefore();

        host.run("cd /root/t && cp two.pem c.pem && cp two.key c.key");
        Awaitility.await("the new certificate is shown")
                .atMost(SOON)
                .until(() -> shown().equals(serial("two")));
        theClusterIsReachedAsBefore();
    }

    private void theClusterIsReachedAsBefore() {
        host.run("curl -fsS --cacert /root/t/ca.pem https://panel.test:8443/healthz");
        host.run(SOON, covey + "status");
        host.run(SOON, covey + "route update default --algorithm roundRobin");
        // Root needs no login by loopback only: by name it is reached, and asked who it is.
        assertThat(host.tried(SOON, covey + "status --server https://panel.test:8443"))
                .contains("Expected a token or a session");
        String string = host.run(SOON, covey + "join-info").strip();
        String line = string.substring(string.lastIndexOf('\n') + 1);
        assertThat(
                        host.run(
                                SOON,
                                covey
                                        + "join "
                                        + line
                                        + " --dry-run --data-dir /srv/o --port-base 9000"
                                        + " --node-name two"))
                .contains("All checks pass");
    }

    private String shown() {
        return host.run(
                "echo | openssl s_client -connect panel.test:8443 -servername panel.test"
                        + " 2>/dev/null | openssl x509 -noout -serial");
    }

    private String serial(String name) {
        return host.run("openssl x509 -noout -serial -in /root/t/" + name + ".pem");
    }

    /** An authority that apps trust, by the hand of openssl. */
    private static final class Certificates {

        static String authority() {
            return "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout"
                    + " ca.key -out ca.pem -days 30 -subj /CN=authority 2>/dev/null";
        }

        static String issue(String name, String alternative, String days) {
            return ("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout"
                        + " %1$s.key -out %1$s.csr -subj /CN=%1$s 2>/dev/null && echo"
                        + " subjectAltName=%2$s > ext && openssl x509 -req -in %1$s.csr -CA ca.pem"
                        + " -CAkey ca.key -CAcreateserial -extfile ext %3$s -out %1$s.pem"
                        + " 2>/dev/null")
                    .formatted(name, alternative, days);
        }
    }
}
