package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From one command to traffic, through the loss of masters and the reboot of a worker. */
final class ClusterOnHostsTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SITE = "10.77.0.20:443";
    private static final long HUNDRED_MB = 100_000_000L;

    @Test
    @Tag("acceptance")
    void oneCommandMakesAClusterAndMastersJoinIt() {
        tell(Story::threeMasters);
    }

    @Test
    @Tag("long")
    void trafficFlowsThroughTheLossOfMastersAndTheRebootOfAWorker() {
        tell(Story::all);
    }

    private static void tell(Consumer<Story> chapters) {
        try (Lab lab = Lab.open()) {
            Story story = new Story(lab);
            try {
                chapters.accept(story);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + story.machines.outputs(), e);
            }
        }
    }

    /** The story, in chapters. */
    private static final class Story {
        private final Machines machines;
        private final String singBox = Machines.program("sing-box", "COVEY_SING_BOX");
        private final Host one;
        private final Host two;
        private final Host three;
        private final Host four;
        private final Host five;
        private final Host client;
        private final Host web;
        private Running masterOne;
        private Running masterTwo;
        private Running masterThree;

        Story(Lab lab) {
            machines = new Machines(lab);
            one = machines.host("one", 1);
            two = machines.host("two", 2);
            three = machines.host("three", 3);
            four = machines.host("four", 4);
            five = machines.host("five", 5);
            client = machines.host("client", 10);
            web = machines.host("web", 21);
            Host site = machines.host("site", 20);
            machines.startSite(site, 443);
            machines.startClass(web, ByteServer.class, "80 /tmp/sent");
            web.run(
                    "nft add table inet t && nft add chain inet t in '{ type filter hook input"
                        + " priority 0; policy drop; }' && nft add rule inet t in iif lo accept &&"
                        + " nft add rule inet t in ip saddr '{ 10.77.0.1, 10.77.0.4, 10.77.0.5 }'"
                        + " accept");
            // A public address: users may not reach private networks through a worker.
            web.run("ip addr add 203.0.113.21/24 dev eth0");
            for (Host worker : new Host[] {one, four, five}) {
                worker.run("ip route add 203.0.113.0/24 dev eth0");
            }
            masterOne = machines.start(one, "up", "up --masquerade " + SITE);
            masterTwo = masterOne;
            masterThree = masterOne;
        }

        void threeMasters() {
            aClusterIsUp();
            mastersJoin();
        }

        void all() {
            threeMasters();
            workersAreConnectedOverSsh();
            aClientDownloads();
            theActiveMasterDies();
            allMastersDieAndAWorkerReboots();
            mastersComeBack();
        }

        private void aClusterIsUp() {
            until("the cluster is up", () -> masterOne.output().contains("Ports to open"));
            assertThat(masterOne.output()).contains("vless://").contains("covey1-");
            assertThat(status(one).at("/cluster/status/state").asString()).isEqualTo("Active");
        }

        private void mastersJoin() {
            masterTwo = join(two, "master");
            masterThree = join(three, "master");
            until(
                    "three masters vote",
                    () -> status(one).at("/masters/quorum/voters").asInt() == 3);
        }

        private Running join(Host host, String role) {
            String string = lastLine(machines.covey(one, "join-info --role " + role));
            Running joined = machines.start(host, "join", "join " + string);
            until(
                    host.name() + " is ready",
                    () -> {
                        assertThat(joined.alive()).as(joined::output).isTrue();
                        return joined.output().contains("ready");
                    });
            assertThat(machines.exit(client, "join " + string))
                    .as("a join string works once")
                    .isEqualTo(5);
            return joined;
        }

        private void workersAreConnectedOverSsh() {
            one.run("ssh-keygen -q -t ed25519 -N '' -f /root/key");
            String key = one.run("cat /root/key.pub").strip();
            connect(four, key);
            connect(five, key);
            for (Host worker : new Host[] {four, five}) {
                String name = worker.name();
                machines.covey(
                        one,
                        "inbound create on-%s --node %s --masquerade %s --port 443 --route default"
                                .formatted(name, name, SITE));
            }
            machines.covey(one, "inbound delete inbound-1 --yes");
            until(
                    "both inbounds are active",
                    () -> machines.covey(one, "route list -o json").contains("\"live\":2"));
        }

        private void connect(Host host, String key) {
            Running sshd = machines.startSshd(host, key);
            until("sshd listens", () -> sshd.output().contains("listening"));
            String refused =
                    machines.tried(
                            one, "node connect %s --key /root/key".formatted(host.address()));
            assertThat(refused).contains("SHA256:");
            String hostKey =
                    host.run("ssh-keygen -lf /etc/covey-test/host_key.pub | cut -d' ' -f2").strip();
            String output =
                    machines.covey(
                            one,
                            "node connect %s --key /root/key --host-key %s --name %s"
                                    .formatted(host.address(), hostKey, host.name()));
            assertThat(output).contains("Connect", "Check", "Upload", "Install", "Join", "Verify");
        }

        private void aClientDownloads() {
            String link = lastLine(machines.covey(one, "user link first"));
            client.run("curl -fsk '%s?format=sing-box' > /root/config.json".formatted(link));
            client.start("sing-box", singBox + " run -c /root/config.json");
            until("the client's proxy listens", () -> download(1000) == 0);
            assertThat(download(HUNDRED_MB)).isZero();
        }

        /** Downloads and compares; returns curl's exit code, or 99 when the content is wrong. */
        private int download(long bytes) {
            int exit =
                    client.exitOf(
                            Duration.ofMinutes(2),
                            "curl -fs --socks5-hostname 127.0.0.1:2080 -o /root/got"
                                    + " http://203.0.113.21/"
                                    + bytes);
            if (exit == 0) {
                String size = client.run("stat -c %s /root/got").strip();
                return size.equals(String.valueOf(bytes)) && known() ? 0 : 99;
            }
            return exit;
        }

        private boolean known() {
            try (InputStream got =
                    new BufferedInputStream(Files.newInputStream(client.written("/root/got")))) {
                long place = 0;
                for (int b = got.read(); b >= 0; b = got.read()) {
                    if ((byte) b != ByteServer.at(place++)) {
                        return false;
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void theActiveMasterDies() {
            Running slow =
                    client.start(
                            "slow",
                            "curl -fs --socks5-hostname 127.0.0.1:2080 -o /root/slow"
                                    + " http://203.0.113.21/slow/80000000");
            until("the slow download runs", () -> client.run("du -b /root/slow").length() > 6);
            long before = System.nanoTime();
            masterOne.signal("KILL");
            until("another master is active", () -> readable(two) || readable(three));
            System.out.printf(
                    "active master killed: another answers as active after %d ms%n",
                    (System.nanoTime() - before) / 1_000_000);
            assertThat(download(1_000_000)).as("new connections").isZero();
            assertThat(slow.await(Duration.ofMinutes(2))).as("the download goes on").isZero();
        }

        private boolean readable(Host host) {
            return host.exitOf(
                            Duration.ofSeconds(5),
                            "curl -fsk https://127.0.0.1:8443/readyz?active=true")
                    == 0;
        }

        private void allMastersDieAndAWorkerReboots() {
            masterTwo.signal("KILL");
            masterThree.signal("KILL");
            four.reboot();
            four.run("ip route replace 203.0.113.0/24 dev eth0");
            machines.start(four, "again", "server");
            until("traffic flows without masters", () -> download(1_000_000) == 0);
        }

        private void mastersComeBack() {
            masterOne = machines.start(one, "up2", "server");
            masterTwo = machines.start(two, "up2", "server");
            masterThree = machines.start(three, "up2", "server");
            until("a master is active", () -> readable(one) || readable(two) || readable(three));
            until("all that the web server sent is counted", () -> counted() >= sent());
            assertThat(counted()).isLessThan(sent() + sent() / 20);
        }

        private long counted() {
            return Json.readTree(Json.utf8(machines.covey(one, "user show first -o json")))
                    .path("usedBytes")
                    .asLong();
        }

        private long sent() {
            return Long.parseLong(web.run("cat /tmp/sent").strip());
        }

        private JsonNode status(Host host) {
            return Json.readTree(Json.utf8(machines.covey(host, "status -o json")));
        }

        private static String lastLine(String output) {
            String text = output.strip();
            return text.substring(text.lastIndexOf('\n') + 1).strip();
        }

        private static void until(String what, Callable<Boolean> condition) {
            Awaitility.await(what)
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(condition);
        }
    }
}
