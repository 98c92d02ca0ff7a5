package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The active master is frozen until another reigns, and goes on as if nothing had happened. */
@Tag("acceptance")
final class DeposedMasterTest {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final String ROUTES = "https://127.0.0.1:8443/v1/clusters/self/routes";

    @Test
    void aMasterThatWasFrozenWritesNothingAndStandsBy() {
        try (Lab lab = Lab.open()) {
            Machines machines = new Machines(lab);
            try {
                tell(machines);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + machines.outputs(), e);
            }
        }
    }

    private static void tell(Machines machines) {
        Map<Host, Running> nodes = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        Host one = machines.host("one", 1);
        nodes.put(one, Machines.ready(one, machines.start(one, "first", "create lab --no-worker")));
        for (int i = 2; i <= 3; i++) {
            Host host = machines.host("m" + i, i);
            String string = machines.covey(one, "join-info --role master").strip();
            string = string.substring(string.lastIndexOf('\n') + 1);
            nodes.put(host, Machines.ready(host, machines.start(host, "join", "join " + string)));
        }
        until("three vote", () -> masters(machines, one).contains("\"voters\":3"));
        until("one is active", () -> nodes.keySet().stream().anyMatch(DeposedMasterTest::active));
        Host old = nodes.keySet().stream().filter(DeposedMasterTest::active).findFirst().get();
        Host other = nodes.keySet().stream().filter(h -> !h.equals(old)).findFirst().get();
        String epoch = epoch(machines, other);
        String token = token(old);

        Objects.requireNonNull(nodes.get(old)).signal("STOP");
        // It takes this in as soon as it runs again, still in the belief that it leads.
        Running late = old.start("late", post(token, "late"));
        until("another is active", () -> nodes.keySet().stream().anyMatch(h -> reigns(h, old)));
        until("it writes", () -> machines.exit(other, "route create meanwhile") == 0);
        Objects.requireNonNull(nodes.get(old)).signal("CONT");

        assertThat(late.await(SOON)).isLessThan(30);
        until("the old one stands by", () -> standsBy(old));
        String status = late.output().strip();
        assertThat(status).as("the late write").matches(".*(201|409|5\\d\\d)");
        for (Host host : nodes.keySet()) {
            until(
                    "all know the same",
                    () -> machines.covey(host, "route list").contains("meanwhile"));
            boolean there = machines.covey(host, "route list").contains("late");
            assertThat(there || !status.endsWith("201")).isTrue();
            assertThat(!there || !status.endsWith("503")).isTrue();
        }
        assertThat(epoch(machines, old)).isNotEqualTo(epoch);
        assertThat(nodes.keySet().stream().filter(DeposedMasterTest::active)).hasSize(1);
        assertThat(Objects.requireNonNull(nodes.get(old)).alive()).isTrue();
        assertThat(machines.exit(old, "route create through-the-old-one")).isZero();
    }

    private static String post(String token, String name) {
        return "curl -sk -m 120 -o /dev/null -w %%{http_code} -H 'Authorization: Bearer %s' %s"
                        .formatted(token, "-H 'Content-Type: application/json' " + ROUTES)
                + " -d '{\"name\":\"%s\"}'".formatted(name);
    }

    private static String token(Host host) {
        return Json.readTree(Json.utf8(host.run("cat /var/lib/covey/run/local.json")))
                .path("token")
                .asString();
    }

    private static boolean reigns(Host host, Host old) {
        return !host.equals(old) && active(host);
    }

    private static boolean active(Host host) {
        return host.exitOf(SHORT, "curl -fsk -m 5 https://127.0.0.1:8443/readyz?active=true") == 0;
    }

    private static boolean standsBy(Host host) {
        String answer = host.tried(SHORT, "curl -sk -m 5 https://127.0.0.1:8443/readyz");
        return answer.contains("\"role\":\"standby\"") && answer.contains("\"quorum\":true");
    }

    private static String masters(Machines machines, Host host) {
        return Json.readTree(Json.utf8(machines.covey(host, "status -o json")))
                .path("masters")
                .toString();
    }

    private static String epoch(Machines machines, Host host) {
        return Json.readTree(Json.utf8(masters(machines, host))).path("epoch").asString();
    }

    private static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(condition);
    }
}
