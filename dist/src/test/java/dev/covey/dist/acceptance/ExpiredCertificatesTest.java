package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.dist.lab.Wall;
import dev.covey.model.json.Json;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Machines that were off until long after their certificates had expired come back by themselves.
 * Everything begins forty days ago; certificates last for one.
 */
@Tag("acceptance")
final class ExpiredCertificatesTest {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final String SITE = "10.77.0.20:443";
    private static final String CERTIFICATE = "/var/lib/covey/pki/node.crt";

    @Test
    void aClusterOfOneAndItsWorkersComeBackAfterAMonth() {
        tell(Story::oneMaster);
    }

    @Test
    void threeMastersComeBackAfterAMonthThoughOneClockSays1970() {
        tell(Story::threeMasters);
    }

    private static void tell(Consumer<Story> chapters) {
        Wall then = Wall.shifted("-40d");
        try (Lab lab = Lab.open()) {
            Story story = new Story(lab, then);
            try {
                chapters.accept(story);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + story.machines.outputs(), e);
            }
        }
    }

    private static final class Story {
        private final Machines machines;
        private final Wall then;
        private final Host one;
        private final Host two;
        private final Host three;

        Story(Lab lab, Wall then) {
            this.then = then;
            machines = new Machines(lab);
            one = host("one", 1);
            two = host("two", 2);
            three = host("three", 3);
        }

        void oneMaster() {
            machines.startSite(machines.host("site", 20), 443);
            Running up = started(one, "up --masquerade " + SITE);
            Running worker = joined(two, "worker");
            Running gone = joined(three, "worker");
            covey(
                    one,
                    then,
                    "inbound create on-two --node two --port 443 --route default --force"
                            + " --masquerade "
                            + SITE);
            until("inbounds", () -> live(then) == 2);
            for (Running node : new Running[] {worker, gone, up}) {
                node.signal("TERM");
                assertThat(node.await(Duration.ofMinutes(1))).isLessThanOrEqualTo(143);
            }
            for (Host host : new Host[] {one, two, three}) {
                assertThat(expired(host)).as("%s is out of date", host.name()).isTrue();
            }
            theClusterIsBack();
            theWorkerIsBack();
            theRemovedWorkerIsRefused();
        }

        private void theClusterIsBack() {
            Running again = machines.start(one, "again", "server");
            until("the master is ready", () -> again.output().contains("ready"));
            assertThat(expired(one)).isFalse();
            covey(one, "user create anna --route default");
            until("its inbound is live", () -> live(Wall.RIGHT) == 1);
            until("its core serves", () -> served(one));
            until("the worker is missed", () -> state("two").equals("Lost"));
        }

        private void theWorkerIsBack() {
            Running again = machines.start(two, "again", "server");
            until("the worker's inbound is live", () -> live(Wall.RIGHT) == 2);
            assertThat(again.alive()).isTrue();
            assertThat(state("two")).isEqualTo("Ready");
            until("its certificate is renewed", () -> !expired(two));
            until("its core serves", () -> served(two));
        }

        private void theRemovedWorkerIsRefused() {
            covey(one, "node remove three --yes");
            Running again = machines.start(three, "again", "server");
            assertThat(again.await(SOON)).isEqualTo(5);
            assertThat(again.output()).contains("removed");
            assertThat(expired(three)).as("nothing was renewed").isTrue();
        }

        void threeMasters() {
            Running[] nodes = {started(one, "create lab"), joined(two, "master"), null};
            nodes[2] = joined(three, "master");
            until("three vote", () -> voters(then) == 3);
            for (Running node : nodes) {
                node.signal("KILL");
                node.await(SHORT);
            }
            Running first = machines.start(one, "again", "server");
            Running second = machines.start(two, "again", "server");
            Wall longAgo = Wall.shifted("@1970-01-02 00:00:00");
            Running third = machines.start(three, "again", longAgo, "server");
            for (Running node : new Running[] {first, second, third}) {
                until("each is ready", () -> node.output().contains("ready"));
            }
            assertThat(voters(Wall.RIGHT)).isEqualTo(3);
            covey(one, "route create by-one");
            covey(two, "route create by-two");
            covey(three, longAgo, "route create by-three");
            assertThat(covey(two, "route list")).contains("by-one", "by-two", "by-three");
            until("the right clocks renew", () -> !expired(one) && !expired(two));
        }

        private Running started(Host host, String arguments) {
            return Machines.ready(host, machines.start(host, "first", then, arguments));
        }

        private Running joined(Host host, String role) {
            String text = covey(one, then, "join-info --role " + role).strip();
            String string = text.substring(text.lastIndexOf('\n') + 1).strip();
            return Machines.ready(host, machines.start(host, "first", then, "join " + string));
        }

        private boolean expired(Host host) {
            return host.exitOf(SHORT, "openssl x509 -checkend 0 -noout -in " + CERTIFICATE) != 0;
        }

        /** Whether somebody who is no user is shown the masquerade site: the core serves. */
        private boolean served(Host host) {
            return host.tried(
                            SHORT,
                            "echo | openssl s_client -connect %s:443 -servername site.test 2>&1"
                                    .formatted(host.address()))
                    .contains("CN = site.test");
        }

        private int live(Wall wall) {
            return tree(wall, "route list -o json").findPath("live").asInt();
        }

        private int voters(Wall wall) {
            return tree(wall, "status -o json").at("/masters/quorum/voters").asInt();
        }

        private String state(String node) {
            return tree(Wall.RIGHT, "node show " + node + " -o json")
                    .at("/status/state")
                    .asString();
        }

        private JsonNode tree(Wall wall, String arguments) {
            return Json.readTree(Json.utf8(covey(one, wall, arguments)));
        }

        private String covey(Host host, String arguments) {
            return covey(host, Wall.RIGHT, arguments);
        }

        /** A machine with much to do may not answer the first time. */
        private String covey(Host host, Wall wall, String arguments) {
            StringBuilder output = new StringBuilder();
            until(
                    "covey " + arguments,
                    () -> {
                        output.append(machines.covey(host, wall, arguments));
                        return true;
                    });
            return output.toString();
        }

        private Host host(String name, int number) {
            Host host = machines.host(name, number);
            host.run("mount -t tmpfs shm /dev/shm"); // where libfaketime leaves what it shares
            return host;
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
