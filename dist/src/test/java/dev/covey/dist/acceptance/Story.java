package dev.covey.dist.acceptance;

import static dev.covey.dist.acceptance.Cluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Running;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** What happens to a cluster and two of its users, in chapters; each prints how long it took. */
final class Story {

    private static final long MB = 1_000_000;
    private static final long DOWNLOAD = 100 * MB;

    /**
     * A counter holds what passed the core for its user, both ways, without the protocol around it;
     * the web server counts the same at its end. The app adds a little that the web server never
     * sees: its own tests of speed.
     */
    private static final long FRAMING = 64 * 1024;

    /**
     * Counters are read once a second, a little later where the machine is busy: so much of a slow
     * download may be missing after the power failed.
     */
    private static final long INTERVAL = 2 * ByteServer.SLOW;

    private final Cluster cluster;
    private final String app = Machines.program("sing-box", "COVEY_SING_BOX");
    private final Map<String, Subscriber> users = new LinkedHashMap<>();

    Story(Cluster cluster) {
        this.cluster = cluster;
    }

    /** All of it. */
    void tell() {
        chapter("covey up", cluster::up);
        chapter("two masters join", this::mastersJoin);
        chapter("two workers are connected over SSH", cluster::connectWorkers);
        chapter("two users subscribe", this::usersSubscribe);
        chapter("the active master dies", this::theActiveMasterDies);
        chapter("what was sent is counted", this::everythingIsCounted);
        chapter("all masters die, a worker reboots", this::allMastersDieAndAWorkerReboots);
        chapter("masters come back, counters arrive", this::mastersComeBack);
    }

    private static void chapter(String title, Runnable events) {
        long begun = System.nanoTime();
        events.run();
        System.out.printf("%-40s %6.1f s%n", title, seconds(begun));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void mastersJoin() {
        cluster.join("two", 2);
        cluster.join("three", 3);
        cluster.mastersVote(3);
    }

    /** The users of a route are spread over its inbounds: two on different workers are found. */
    private void usersSubscribe() {
        Subscriber first = subscribe("first", cluster.outsider("client", 10));
        Host elsewhere = cluster.outsider("other", 11);
        for (int n = 2; users.size() < 2; n++) {
            assertThat(n).as("users, all on one worker").isLessThan(20);
            cluster.covey("user create user-" + n);
            Subscriber other = new Subscriber(elsewhere, cluster.value("user link user-" + n));
            if (!other.worker().equals(first.worker())) {
                users.put("user-" + n, other);
            }
        }
        for (Subscriber user : users.values()) {
            user.start(app);
            until("traffic flows", () -> user.downloads(1_000));
        }
    }

    private Subscriber subscribe(String user, Host host) {
        Subscriber subscriber = new Subscriber(host, cluster.value("user link " + user));
        users.put(user, subscriber);
        return subscriber;
    }

    private Subscriber first() {
        return users.values().iterator().next();
    }

    private Subscriber other() {
        return users.values().stream().skip(1).findFirst().orElseThrow();
    }

    private void theActiveMasterDies() {
        Host active = cluster.active().orElseThrow();
        Running writer = cluster.writeThroughAllBut(active, "first");
        Subscriber.Slow download = first().begin(DOWNLOAD);
        until("the download runs", () -> download.soFar() > 10 * MB);
        until("writes go through", () -> firstWrite(writer, 0).isPresent());
        long killed = System.currentTimeMillis();
        cluster.kill(active);
        until("the next write", () -> firstWrite(writer, killed).isPresent());
        System.out.printf(
                "active master killed -> the next one's first write: %d ms%n",
                firstWrite(writer, killed).orElseThrow() - killed);
        writer.close();
        assertThat(cluster.active()).isPresent().get().isNotEqualTo(active);
        assertThat(users.values()).as("new connections").allMatch(user -> user.downloads(MB));
        assertThat(download.running()).as("still running").isTrue();
        cluster.release();
        assertThat(download.ends()).as("complete").isTrue();
    }

    /** When the first write ended that began after a moment. */
    private static OptionalLong firstWrite(Running writer, long after) {
        return writer.output()
                .lines()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3 && words[2].startsWith("200"))
                .filter(words -> Long.parseLong(words[0]) > after)
                .mapToLong(words -> Long.parseLong(words[1]))
                .min();
    }

    /** While every core lives, nothing may be missing and nothing may be counted twice. */
    private void everythingIsCounted() {
        compare(0);
    }

    /**
     * Waits for the counters and compares them with what the web server says.
     *
     * @param lost how much may be missing of the first user's traffic, bytes
     */
    private void compare(long lost) {
        Map<String, Long> sent = cluster.exchanged();
        Map<String, Long> least = new LinkedHashMap<>();
        users.forEach((name, user) -> least.put(name, of(sent, user.worker())));
        least.computeIfPresent("first", (_, bytes) -> bytes - lost);
        AtomicReference<Map<String, Long>> counted = new AtomicReference<>(Map.of());
        // Sums are written every ten seconds: so long nothing more may come.
        Awaitility.await("the counters arrive and stay")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(11))
                .ignoreExceptions()
                .until(
                        () -> {
                            Map<String, Long> now = cluster.counted();
                            return now.equals(counted.getAndSet(now))
                                    && users.keySet().stream()
                                            .allMatch(u -> of(now, u) >= of(least, u));
                        });
        users.forEach(
                (name, user) -> {
                    long bytes = of(sent, user.worker());
                    long found = of(counted.get(), name);
                    System.out.printf(
                            "%s: the web server exchanged %,d bytes, counted are %,d (%+,d)%n",
                            name, bytes, found, found - bytes);
                    assertThat(found).as(name).isBetween(of(least, name), bytes + FRAMING);
                });
        assertThat(sent).as("who reached the web server").hasSize(users.size());
    }

    private static long of(Map<String, Long> bytes, String key) {
        return bytes.getOrDefault(key, 0L);
    }

    private void allMastersDieAndAWorkerReboots() {
        cluster.killAllMasters();
        assertThat(users.values()).as("without masters").allMatch(user -> user.downloads(MB));
        Subscriber.Slow cut = first().begin(DOWNLOAD);
        Subscriber.Slow other = other().begin(DOWNLOAD);
        until("downloads run", () -> Math.min(cut.soFar(), other.soFar()) > 10 * MB);
        long begun = System.nanoTime();
        cluster.worker(first().worker()).reboot();
        cut.giveUp();
        until("the rebooted worker serves", () -> first().downloads(MB));
        System.out.printf(
                "power cut -> traffic through the worker again, without masters: %.1f s%n",
                seconds(begun));
        assertThat(other.ends()).as("the other worker's download").isTrue();
    }

    private void mastersComeBack() {
        cluster.startMasters();
        compare(INTERVAL);
    }
}
