package dev.covey.dist.faults;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.dist.lab.Wall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three members of a store, each on a host of its own, with a small disk of its own. */
final class Members {

    /** Where members listen for clients. */
    static final int CLIENT_PORT = 2379;

    /** How many there are. */
    static final int COUNT = 3;

    /** The certificates' directory on every host. */
    static final String PKI = "/root/pki";

    private static final int PEER_PORT = 2380;
    private static final String DATA = "/var/lib/store";
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final List<Host> hosts = new ArrayList<>();
    private final List<Running> processes = new ArrayList<>();
    private final String environment = "JAVA_HOME=" + System.getProperty("java.home");
    private final Set<Integer> swapped = new HashSet<>();
    private int starts;

    Members(Lab lab) {
        for (int i = 0; i < COUNT; i++) {
            hosts.add(lab.host("s" + i, i + 1));
        }
        Certificates certificates = new Certificates(hosts.getFirst());
        for (Host host : hosts) {
            certificates.give(host, host.name(), host.address());
            host.run("mkdir -p %1$s && mount -t tmpfs -o size=256m store %1$s".formatted(DATA));
        }
        for (int i = 0; i < COUNT; i++) {
            processes.add(started(i, Wall.RIGHT));
        }
    }

    /** Gives a client what members believe. */
    void admit(Host client) {
        new Certificates(hosts.getFirst()).give(client, "client", client.address());
    }

    Host host(int member) {
        return hosts.get(member);
    }

    List<String> addresses() {
        return hosts.stream().map(Host::address).toList();
    }

    void signal(int member, String signal) {
        processes.get(member).signal(signal);
    }

    /** Ends a member as a power cut does, but for the cache of its disk. */
    void kill(int member) {
        signal(member, "KILL");
        var _ = processes.get(member).await(BOUND);
    }

    boolean alive(int member) {
        return processes.get(member).alive();
    }

    /** Starts a member that does not run, by a clock that may be wrong. */
    void start(int member, Wall wall) {
        if (!alive(member)) {
            processes.set(member, started(member, wall));
        }
    }

    private Running started(int member, Wall wall) {
        Host host = hosts.get(member);
        String cluster =
                IntStream.range(0, COUNT)
                        .mapToObj(i -> hosts.get(i).name() + "=" + url(i, PEER_PORT))
                        .collect(Collectors.joining(","));
        String tls = " --%1$scert-file %2$s/%3$s.crt --%1$skey-file %2$s/%3$s.key";
        String trust = " --%1$strusted-ca-file %2$s/ca.crt --%1$sclient-cert-auth";
        Path program = App.home().resolve("bin/covey");
        return host.start(
                "store" + starts++,
                wall.shown()
                        + "%s %s store --name %s --data-dir %s/data"
                                .formatted(environment, program, host.name(), DATA)
                        + " --listen-client-urls %1$s --advertise-client-urls %1$s"
                                .formatted(url(member, CLIENT_PORT))
                        + " --listen-peer-urls "
                        + peerUrl(member)
                        + " --initial-cluster "
                        + cluster
                        + (swapped.contains(member) ? " --initial-cluster-state existing" : "")
                        + (tls + trust).formatted("", PKI, host.name())
                        + (tls + trust).formatted("peer-", PKI, host.name()));
    }

    /** Where a member is for other members. */
    String peerUrl(int member) {
        return url(member, PEER_PORT);
    }

    private String url(int member, int port) {
        return "https://" + hosts.get(member).address() + ":" + port;
    }

    /** What an operator does who takes a member's place away and gives it back. */
    Swap swap(int member) {
        return new Swap(this, member % COUNT);
    }

    /** A member that does not run has lost its disk: it will come as a newcomer. */
    void lose(int member) {
        var _ = processes.get(member).await(BOUND);
        hosts.get(member).run("rm -rf %s/data".formatted(DATA));
        swapped.add(member);
    }

    /** Leaves no room on a member's disk. */
    void fill(int member) {
        hosts.get(member).exitOf(BOUND, "cat /dev/zero > %s/filler 2>/dev/null".formatted(DATA));
    }

    /** Gives the room back. */
    void empty(int member) {
        hosts.get(member).run("rm -f %s/filler".formatted(DATA));
    }

    /** Keeps a copy of what a member has on its disk. */
    void copy(int member) {
        hosts.get(member).run("cd %s && rm -rf copy && cp -a data copy".formatted(DATA));
    }

    /** Gives a member back what was copied. */
    void restore(int member) {
        hosts.get(member).run("cd %s && rm -rf data && cp -a copy data".formatted(DATA));
    }

    /** The files of a member's log and its snapshots, each behind its size in bytes. */
    List<String> files(int member) {
        return hosts.get(member)
                .run(
                        "cd %s && find data -type f -size +0 '(' -name 'log_*' -o -name 'snapshot*' ')'"
                                        .formatted(DATA)
                                + " -printf '%s %p\\n'")
                .lines()
                .sorted()
                .toList();
    }

    /** Turns one bit of a file on a member's disk. */
    void flip(int member, String file, long offset, int bit) {
        hosts.get(member)
                .run(
                        ("cd %1$s && old=$(od -An -tu1 -j %3$d -N1 %2$s) && new=$(printf %%03o"
                             + " $((old ^ (1 << %4$d)))) && printf \"\\\\$new\" | dd of=%2$s bs=1"
                             + " seek=%3$d conv=notrunc status=none")
                                .formatted(DATA, file, offset, bit));
    }

    /** Whether a member that was started serves, or has ended. */
    boolean decided(int member) {
        return !alive(member) || processes.get(member).output().contains("The store is ready.");
    }

    /** What all members have said last; for the report of a failure. */
    String outputs() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            String output = processes.get(i).output();
            all.append("==== ").append(hosts.get(i).name()).append(alive(i) ? "\n" : " (ended)\n");
            all.append(output, Math.max(0, output.length() - 3000), output.length());
        }
        return all.toString();
    }
}
