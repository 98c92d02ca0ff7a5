package dev.covey.dist.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Some hosts on one switch, each with the address 10.77.0.N. Closing it, or the end of this
 * process, takes everything down.
 */
public final class Lab implements AutoCloseable {

    private static final String PREFIX = "cvy";

    private final String id;
    private final Path directory;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::tearDown);
    private boolean down;

    private Lab(String id, Path directory) {
        this.id = id;
        this.directory = directory;
    }

    /** Makes an empty lab; skips the test, saying why, where that cannot be done. */
    public static Lab open() {
        whyNot().ifPresent(why -> Assumptions.abort("needs test hosts: " + why));
        try {
            long pid = ProcessHandle.current().pid();
            Path directory = Files.createTempDirectory("covey-lab-" + pid + "-");
            Lab lab = new Lab(PREFIX + Long.toString(System.nanoTime() % 46_656, 36), directory);
            Runtime.getRuntime().addShutdownHook(lab.hook);
            lab.build();
            return lab;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<String> whyNot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("this user is not root");
        }
        for (String program : List.of("ip", "unshare", "nsenter", "nft", "sshd")) {
            if (Shell.run(java.time.Duration.ofSeconds(5), List.of("which", program)).exit() != 0) {
                return Optional.of("the program " + program + " is not installed");
            }
        }
        Shell.Result probe =
                Shell.run(
                        java.time.Duration.ofSeconds(5),
                        List.of("unshare", "-n", "-m", "-u", "-p", "-f", "true"));
        return probe.exit() == 0
                ? Optional.empty()
                : Optional.of("namespaces cannot be made: " + probe.output().strip());
    }

    private void build() throws IOException {
        Shell.must("mount", "-t", "tmpfs", "-o", "size=8g", "covey-lab", directory.toString());
        try (var script = Lab.class.getResourceAsStream("init.sh")) {
            Files.copy(java.util.Objects.requireNonNull(script), directory.resolve("init.sh"));
        }
        String sw = Cable.switchOf(id);
        Shell.must("ip", "netns", "add", sw);
        Shell.must("ip", "-n", sw, "link", "add", "br0", "type", "bridge");
        Shell.must("ip", "-n", sw, "link", "set", "br0", "up");
    }

    /**
     * Adds a host.
     *
     * @param number the last part of its address, 1-250
     * @param hidden directories that are empty on this host, such as where a JDK lies
     */
    public Host host(String name, int number, String... hidden) {
        Cable cable = new Cable(id, number);
        Host host = new Host(name, cable, "10.77.0." + number, directory, List.of(hidden));
        hosts.put(name, host);
        host.boot();
        return host;
    }

    @Override
    public void close() {
        tearDown();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void tearDown() {
        if (down) {
            return;
        }
        down = true;
        hosts.values().forEach(Host::powerOff);
        Shell.may("ip", "netns", "del", Cable.switchOf(id));
        Shell.may("umount", "-l", directory.toString());
        Shell.may("rmdir", directory.toString());
    }
}
