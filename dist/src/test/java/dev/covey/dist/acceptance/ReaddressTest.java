package dev.covey.dist.acceptance;

import static dev.covey.dist.acceptance.Cluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A machine gets another address while it runs: the one thing that needs corosync.conf edited by
 * hand with Proxmox VE, and a new member with etcd.
 */
@Tag("acceptance")
final class ReaddressTest {

    private static final String NEW = "10.77.0.33";
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final String AUTHORITIES = "/var/lib/covey/pki/authorities.crt";

    @Test
    void aMasterGoesOnUnderAnotherAddressWithoutARestart() {
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
        Host one = machines.host("one", 1);
        Machines.ready(one, machines.start(one, "first", "create lab --no-worker"));
        Host two = machines.host("two", 2);
        Running second = join(machines, one, two);
        Host three = machines.host("three", 3);
        Running third = join(machines, one, three);
        until("three vote", () -> quorum(machines, one).at("/quorum/reached").asInt() == 3);
        machines.covey(one, "quorum show");

        machines.covey(one, "node readdress three --link0 " + NEW);
        three.run("ip addr del %s/24 dev eth0".formatted(three.address()));
        three.address(NEW + "/24");
        until("it follows there", () -> follows(quorum(machines, one), "three"));

        // Its vote is needed from now on: it is reached, or nothing is written.
        second.signal("KILL");
        until("it votes there", () -> machines.exit(one, "route create after") == 0);
        assertThat(machines.covey(three, "route list")).contains("after");
        assertThat(third.alive()).isTrue();
        until(
                "its console's certificate names the address",
                () ->
                        one.exitOf(
                                        SHORT,
                                        "curl -fs -m 5 --cacert %s https://%s:8443/healthz"
                                                .formatted(AUTHORITIES, NEW))
                                == 0);
        String taken = machines.tried(one, "node readdress one --link0 " + NEW);
        assertThat(taken).contains("Expected the address " + NEW + " to be free");
    }

    private static boolean follows(JsonNode masters, String name) {
        for (JsonNode master : masters.path("items")) {
            if (master.path("name").asString().equals(name)) {
                return master.path("addresses").toString().equals("[\"" + NEW + ":8445\"]")
                        && !master.path("state").asString().equals("unreachable")
                        && master.path("lastContactMillis").asInt() < 1000
                        && !masters.path("changing").asBoolean();
            }
        }
        return false;
    }

    private static JsonNode quorum(Machines machines, Host host) {
        return Json.readTree(Json.utf8(machines.covey(host, "quorum show -o json")));
    }

    private static Running join(Machines machines, Host one, Host host) {
        String string = machines.value(one, "join-info --role master");
        return Machines.ready(
                host,
                machines.start(host, "join", "join --node-name " + host.name() + " " + string));
    }
}
