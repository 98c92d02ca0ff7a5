package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Masters and workers on hosts of their own, and a web server that only the workers can reach. */
final class Cluster {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SITE = "10.77.0.20:443";

    private final Machines machines;
    private final Map<Host, Running> masters = new LinkedHashMap<>();
    private final Host one;
    private final Host site;
    private final Host web;
    private final List<Host> workers;

    Cluster(Machines machines) {
        this.machines = machines;
        one = machines.host("one", 1);
        workers = List.of(machines.host("four", 4), machines.host("five", 5));
        site = machines.host("site", 20);
        web = machines.host("web", 21);
        machines.startSite(site, 443);
        machines.startWeb(web);
        // A public address: users may not reach private networks through a worker.
        web.address("203.0.113.21/24");
        web.run("nft add table inet t");
        web.run("nft add chain inet t in '{ type filter hook input priority 0; policy drop; }'");
        web.run("nft add rule inet t in iif lo accept");
        for (Host worker : workers) {
            worker.route("203.0.113.0/24 dev eth0");
            // The host's boot does what cron would, if Covey finds a cron to tell.
            worker.run("test -e /usr/sbin/cron || ln -s /bin/true /usr/sbin/cron");
            web.run("nft add rule inet t in ip saddr " + worker.address() + " accept");
        }
    }

    /** A host that is no part of the cluster and cannot reach the web server. */
    Host outsider(String name, int number) {
        Host host = machines.host(name, number);
        host.route("203.0.113.0/24 dev eth0");
        assertThat(host.exitOf(Duration.ofSeconds(9), "curl -m 1 http://203.0.113.21/1"))
                .isEqualTo(28);
        return host;
    }

    /** What everything that was started has said last. */
    String outputs() {
        StringBuilder all = new StringBuilder(machines.outputs());
        for (Host worker : workers) {
            all.append("==== ").append(worker.name()).append('\n');
            all.append(
                    worker.tried(Duration.ofSeconds(5), "tail -n 50 /var/lib/covey/log/covey.log"));
        }
        return all.toString();
    }

    /** Waits for something that will be so. */
    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(condition);
    }

    /** Makes it, on its first master. */
    void up() {
        Running up = machines.start(one, "up", "up --masquerade " + SITE);
        masters.put(one, up);
        until(
                "the cluster is up",
                () -> {
                    assertThat(up.alive()).as(up::output).isTrue();
                    return up.output().contains("Ports to open");
                });
        assertThat(up.output()).contains("vless://").contains("covey1-");
        assertThat(status().at("/cluster/status/state").asString()).isEqualTo("Active");
    }

    /** Brings in another master by a join string that works once. */
    void join(String name, int number) {
        Host host = machines.host(name, number);
        String string = machines.value(one, "join-info --role master");
        Running joined = machines.start(host, "join", "join " + string);
        masters.put(host, joined);
        until(
                name + " is ready",
                () -> {
                    assertThat(joined.alive()).as(joined::output).isTrue();
                    return joined.output().contains("ready");
                });
        assertThat(machines.exit(site, "join " + string)).as("used twice").isEqualTo(5);
    }

    void mastersVote(int count) {
        until(count + " vote", () -> status().at("/masters/quorum/voters").asInt() == count);
    }

    private JsonNode status() {
        return Json.readTree(Json.utf8(covey("status -o json")));
    }

    /** Brings in both workers over SSH and has users go through them, and only them. */
    void connectWorkers() {
        one.run("ssh-keygen -q -t ed25519 -N '' -f /root/key");
        String key = one.run("cat /root/key.pub").strip();
        workers.forEach(worker -> connect(worker, key));
        for (Host worker : workers) {
            covey(
                    "inbound create on-%1$s --node %1$s --masquerade %2$s --port 443 --route default"
                            .formatted(worker.name(), SITE));
        }
        covey("inbound delete inbound-1 --yes");
        until("both inbounds are active", () -> covey("route list -o json").contains("\"live\":2"));
    }

    private void connect(Host host, String key) {
        Running sshd = machines.startSshd(host, key);
        until("sshd listens", () -> sshd.output().contains("listening"));
        String connect = "node connect %s --key /root/key".formatted(host.address());
        assertThat(machines.tried(one, connect)).contains("SHA256:");
        String hostKey =
                host.run("ssh-keygen -lf /etc/covey-test/host_key.pub | cut -d' ' -f2").strip();
        assertThat(covey(connect + " --host-key " + hostKey + " --name " + host.name()))
                .contains("Connect", "Check", "Upload", "Install", "Join", "Verify");
    }

    /** Runs a command on the active master. */
    String covey(String arguments) {
        return machines.covey(active().orElseThrow(), arguments);
    }

    /** Its last line. */
    String value(String arguments) {
        return machines.value(active().orElseThrow(), arguments);
    }

    /** The master that says it is the active one. */
    Optional<Host> active() {
        return masters.keySet().stream()
                .filter(host -> process(host).alive())
                .filter(
                        host ->
                                host.exitOf(
                                                Duration.ofSeconds(5),
                                                "curl -fsk -m 4"
                                                    + " https://127.0.0.1:8443/readyz?active=true")
                                        == 0)
                .findFirst();
    }

    /** Begins to write to a user's notes through all masters but one. */
    Running writeThroughAllBut(Host excepted, String user) {
        String token = value("token create writer-%s --role admin".formatted(excepted.name()));
        StringBuilder arguments = new StringBuilder(user + " " + token);
        masters.keySet().stream()
                .filter(host -> !host.equals(excepted))
                .forEach(host -> arguments.append(' ').append(host.address()));
        return machines.startClass(site, FirstWrite.class, arguments.toString());
    }

    private Running process(Host master) {
        return Objects.requireNonNull(masters.get(master));
    }

    /** Ends a master, and what it started, at once. */
    void kill(Host master) {
        process(master).signal("KILL");
    }

    void killAllMasters() {
        masters.values().forEach(running -> running.signal("KILL"));
    }

    void startMaster(Host host) {
        masters.put(host, machines.start(host, "again", "server"));
    }

    void startMasters() {
        List.copyOf(masters.keySet()).forEach(this::startMaster);
        until("a master is active", () -> active().isPresent());
    }

    Host worker(String address) {
        return workers.stream().filter(w -> w.address().equals(address)).findFirst().orElseThrow();
    }

    /** What is counted for each user, bytes. */
    Map<String, Long> counted() {
        Map<String, Long> counted = new LinkedHashMap<>();
        Json.readTree(Json.utf8(covey("user list -o json")))
                .path("items")
                .forEach(
                        user ->
                                counted.put(
                                        user.path("name").asString(),
                                        user.path("usedBytes").asLong()));
        return counted;
    }

    /** Lets slow downloads come to their end, which they would not before. */
    void release() {
        web.run(": < /dev/tcp/127.0.0.1/82");
    }

    /** What the web server exchanged with each address, bytes. */
    Map<String, Long> exchanged() {
        Map<String, Long> counts = new LinkedHashMap<>();
        web.run("cat < /dev/tcp/127.0.0.1/81")
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> counts.put(words[0], Long.valueOf(words[1])));
        return counts;
    }
}
