package dev.covey.agent.driver.xray;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two machines, made of network namespaces, behind one address of a router: as a server sees the
 * people of one house. Needs root.
 */
final class NatLab implements AutoCloseable {

    /** Where the server is for the machines. */
    static final String SERVER = "10.213.7.1";

    private final String name = "cv" + ProcessHandle.current().pid();
    private final List<Process> processes = new ArrayList<>();

    NatLab() throws IOException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "skipped: network namespaces need root");
        assumeTrue(
                Stream.of("ip", "nft", "curl").allMatch(NatLab::onPath),
                "skipped: needs ip, nft and curl");
        assumeTrue(run("ip", "netns", "add", router()) == 0, "skipped: no network namespaces here");
        link(name + "r", SERVER + "/24", router(), "uplink", "10.213.7.2/24");
        machine("a", "10.213.8");
        machine("b", "10.213.9");
        must(inside(router(), "sysctl", "-qw", "net.ipv4.ip_forward=1"));
        must(inside(router(), "nft", "add table ip nat"));
        must(
                inside(
                        router(),
                        "nft",
                        "add chain ip nat out { type nat hook postrouting priority 100 ; }"));
        must(inside(router(), "nft", "add rule ip nat out oifname uplink masquerade"));
    }

    /** Starts a program on machine {@code a} or {@code b}; it ends with the lab. */
    Process start(String machine, Path output, String... command) throws IOException {
        Process process =
                new ProcessBuilder(inside(name + machine, command))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.destroyForcibly().onExit().join();
        }
        for (String each : List.of(name + "a", name + "b", router())) {
            run("ip", "netns", "del", each);
        }
    }

    private String router() {
        return name + "R";
    }

    private void machine(String letter, String net) throws IOException {
        must(List.of("ip", "netns", "add", name + letter));
        String near = name + letter;
        must(
                List.of(
                        "ip",
                        "link",
                        "add",
                        near,
                        "netns",
                        router(),
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "uplink",
                        "netns",
                        name + letter));
        must(inside(router(), "ip", "addr", "add", net + ".1/24", "dev", near));
        must(inside(router(), "ip", "link", "set", near, "up"));
        must(inside(name + letter, "ip", "addr", "add", net + ".2/24", "dev", "uplink"));
        must(inside(name + letter, "ip", "link", "set", "uplink", "up"));
        must(inside(name + letter, "ip", "link", "set", "lo", "up"));
        must(inside(name + letter, "ip", "route", "add", "default", "via", net + ".1"));
    }

    private void link(String here, String address, String namespace, String there, String far)
            throws IOException {
        must(
                List.of(
                        "ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns",
                        namespace));
        must(List.of("ip", "addr", "add", address, "dev", here));
        must(List.of("ip", "link", "set", here, "up"));
        must(inside(namespace, "ip", "addr", "add", far, "dev", there));
        must(inside(namespace, "ip", "link", "set", there, "up"));
    }

    private static List<String> inside(String namespace, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        return whole;
    }

    private void must(List<String> command) throws IOException {
        if (run(command.toArray(String[]::new)) != 0) {
            close();
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    private static boolean onPath(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
