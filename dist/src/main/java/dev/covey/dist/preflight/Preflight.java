package dev.covey.dist.preflight;

import dev.covey.model.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of this machine; each returns every fault that it found, as sentences with a remedy. */
public final class Preflight {

    private static final long LEAST_FREE_BYTES = 300L << 20;
    private static final long LEAST_TO_RUN_BYTES = 16L << 20;

    private Preflight() {}

    /** Faults of the ports that a node with these roles will listen on. */
    public static List<String> ports(String listen, Ports ports, boolean master) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        if (master) {
            wanted.put("console and API", ports.https());
            wanted.put("agents", ports.agents());
            wanted.put("masters", ports.raft());
        }
        List<String> faults = new ArrayList<>();
        wanted.forEach(
                (what, port) ->
                        fault(listen, port)
                                .ifPresent(
                                        why ->
                                                faults.add(
                                                        "Expected port %d (%s) to be free, but %s."
                                                                        .formatted(port, what, why)
                                                                + " Stop what uses it or choose"
                                                                + " other ports with"
                                                                + " --port-base.")));
        return faults;
    }

    /** True if nothing listens there and this process may. */
    public static boolean free(String listen, int port) {
        return fault(listen, port).isEmpty();
    }

    private static Optional<String> fault(String listen, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listen, port));
            return Optional.empty();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return Optional.of(
                    why.contains("in use")
                            ? "it is in use"
                            : why.contains("ermission") ? "this user may not open it" : why);
        }
    }

    /** Faults of the place where the data directory is or will be. */
    public static List<String> disk(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = java.util.Objects.requireNonNull(existing.getParent());
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return List.of(
                    "Expected to write to %s, but this user may not. Run as root or choose another"
                                    .formatted(existing)
                            + " --data-dir.");
        }
        return room(existing, LEAST_FREE_BYTES);
    }

    /** Faults of the disk under a node that is there already; a database must be able to grow. */
    public static List<String> room(Path directory) {
        return room(directory, LEAST_TO_RUN_BYTES);
    }

    private static List<String> room(Path existing, long least) {
        // By statvfs(3); a FileStore asks the table of mounts, which a chroot's root is not in.
        long free = existing.toFile().getUsableSpace();
        return free >= least
                ? List.of()
                : List.of(
                        "Expected %d MiB of free space at %s, but there are %d. Free some or"
                                        .formatted(least >> 20, existing, free >> 20)
                                + " choose another --data-dir.");
    }

    /** Faults of addresses that should be this machine's own. */
    public static List<String> addresses(List<String> addresses) {
        List<String> faults = new ArrayList<>();
        for (String address : addresses) {
            if (!local(address)) {
                faults.add(
                        "Expected link address %s to be on this machine, but no interface has it."
                                        .formatted(address)
                                + " Give one of this machine's addresses.");
            }
        }
        return faults;
    }

    private static boolean local(String address) {
        try {
            for (InetAddress one : InetAddress.getAllByName(address)) {
                if (one.isLoopbackAddress() || NetworkInterface.getByInetAddress(one) != null) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException | java.net.SocketException e) {
            return false;
        }
    }
}
