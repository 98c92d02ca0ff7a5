package dev.covey.dist.doctor;

import dev.covey.dist.contact.KnownMasters;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.program.Core;
import dev.covey.model.ProblemException;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at one node. Blocks for some seconds at most; for one thread. */
public final class Doctor {

    private static final long LEAST_BYTES = 300_000_000L;
    private static final int WARN_FREE_PERCENT = 10;
    private static final int CONNECT_MILLIS = 2000;

    private final DataDirectory directory;
    private final InstantSource clock;

    /** Looks at the node of a data directory. */
    public Doctor(DataDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** What every check has found. */
    public List<Finding> examine() {
        Optional<NodeFile> node = directory.node();
        if (node.isEmpty()) {
            return List.of(
                    Finding.bad(
                            "node",
                            "there is none in " + directory.root(),
                            "Make one with 'covey up' or 'covey join', or give --data-dir."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(running());
        findings.add(disk());
        findings.add(certificate());
        if (node.get().master()) {
            findings.addAll(ports(node.get()));
        }
        if (node.get().worker()) {
            findings.add(core());
        }
        findings.addAll(new MasterProbe(new KnownMasters(directory, clock), clock).findings());
        return findings;
    }

    private Finding running() {
        if (Files.exists(directory.ready()) && held()) {
            return Finding.ok("process", "runs and is ready");
        }
        return held()
                ? Finding.warn(
                        "process",
                        "runs, but is not ready yet",
                        "Wait a minute; then read %s/covey.log or 'journalctl -u covey'."
                                .formatted(directory.log()))
                : Finding.bad(
                        "process",
                        "does not run",
                        "Start it: 'systemctl start covey', or 'covey up --service'.");
    }

    private boolean held() {
        try {
            directory.lock().close();
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    private Finding disk() {
        File place = directory.root().toFile();
        long free = place.getUsableSpace();
        long percent = free * 100 / Math.max(1, place.getTotalSpace());
        String found = "%d MB free (%d %%) at %s".formatted(free / 1_000_000, percent, place);
        String remedy = "Free some space; 'du -xsh /var/* | sort -h' shows what is large.";
        if (free < LEAST_BYTES) {
            return Finding.bad("disk", found, remedy);
        }
        return percent < WARN_FREE_PERCENT
                ? Finding.warn("disk", found, remedy)
                : Finding.ok("disk", found);
    }

    private Finding certificate() {
        X509Certificate own = new KnownMasters(directory, clock).identity().certificate();
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        Instant now = clock.instant();
        String found = "valid until " + until;
        if (now.isAfter(until) || now.isBefore(from)) {
            return Finding.bad(
                    "certificate",
                    "valid from %s to %s, but the clock says %s".formatted(from, until, now),
                    "Set the clock if it is wrong; else start the node: it renews by itself once a"
                            + " master can be reached.");
        }
        Duration life = Duration.between(from, until);
        return Duration.between(now, until).compareTo(life.dividedBy(10)) < 0
                ? Finding.warn("certificate", found, "It should have been renewed: see 'masters'.")
                : Finding.ok("certificate", found);
    }

    private static List<Finding> ports(NodeFile node) {
        Map<String, Integer> ports = new TreeMap<>();
        ports.put("console and API", node.ports().https());
        ports.put("agents", node.ports().agents());
        List<Finding> findings = new ArrayList<>();
        String host = node.listen().equals("0.0.0.0") ? "127.0.0.1" : node.listen();
        ports.forEach(
                (what, port) ->
                        findings.add(
                                reachable(host, port)
                                        ? Finding.ok("port " + port, what + ", answers")
                                        : Finding.bad(
                                                "port " + port,
                                                what + ", does not answer on " + host,
                                                "Start the node; 'ss -ltnp' shows who else has"
                                                        + " the port.")));
        return findings;
    }

    /** True if something takes connections there. */
    static boolean reachable(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Finding core() {
        return Core.find()
                .map(file -> Finding.ok("core", "Xray at " + file))
                .orElseGet(
                        () ->
                                Finding.bad(
                                        "core",
                                        "there is no Xray",
                                        "Put 'xray' on the PATH or name it in COVEY_XRAY, then"
                                                + " start the node again."));
    }
}
