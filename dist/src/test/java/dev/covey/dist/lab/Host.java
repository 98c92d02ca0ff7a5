package dev.covey.dist.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One machine of a lab. */
public final class Host {

    private final String name;
    private final Cable cable;
    private final String address;
    private final Path lab;
    private final List<String> hidden;
    private @Nullable Process holder;
    private long init;

    Host(String name, Cable cable, String address, Path lab, List<String> hidden) {
        this.name = name;
        this.cable = cable;
        this.address = address;
        this.lab = lab;
        this.hidden = hidden;
    }

    /** The host's name. */
    public String name() {
        return name;
    }

    /** Its address on the switch. */
    public String address() {
        return address;
    }

    /** Gives it another address, such as {@code 203.0.113.21/24}, now and at each boot. */
    public void address(String added) {
        cable.address(added);
    }

    /** Gives it a route, such as {@code 203.0.113.0/24 dev eth0}, now and at each boot. */
    public void route(String route) {
        cable.route(route);
    }

    /** Where the host's path lies for the test itself; only what the host wrote is there. */
    public Path written(String path) {
        return lab.resolve(name).resolve("upper").resolve(path.substring(1));
    }

    /** Starts the host, with what its boot starts; its files are as they were. */
    public void boot() {
        cable.build();
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", cable.net()));
        command.addAll(List.of("unshare", "-m", "-u", "-p", "-f", "bash"));
        command.add(lab.resolve("init.sh").toString());
        command.add(lab.resolve(name).toString());
        command.add(name);
        command.addAll(hidden);
        try {
            Path log = lab.resolve(name + ".boot.log");
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            BufferedReader reader =
                    new BufferedReader(
                            new java.io.InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            if (!"ready".equals(reader.readLine())) {
                throw new IllegalStateException(name + ": " + Files.readString(log));
            }
            holder = process;
            init = process.children().findFirst().orElseThrow().pid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The power fails: it is silent, and every process dies at once. */
    public void powerOff() {
        cable.cut();
        Process process = holder;
        if (process != null) {
            Shell.may("kill", "-9", String.valueOf(init));
            end(process);
        }
        holder = null;
        cable.remove();
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Power off and on again. */
    public void reboot() {
        powerOff();
        boot();
    }

    /** Runs a shell command to its end, as root; killed after the bound. */
    public String run(Duration bound, String command) {
        List<String> all = entering(command);
        return Shell.run(bound, all).orThrow(all);
    }

    /** Runs a shell command that must succeed within half a minute. */
    public String run(String command) {
        return run(Duration.ofSeconds(30), command);
    }

    /** Runs a shell command and returns its exit code. */
    public int exitOf(Duration bound, String command) {
        return Shell.run(bound, entering(command)).exit();
    }

    /** Runs a shell command and returns its output whether it succeeded or not. */
    public String tried(Duration bound, String command) {
        return Shell.run(bound, entering(command)).output();
    }

    /** Starts a shell command that goes on; its output goes to a file that is returned. */
    public Running start(String label, String command) {
        try {
            Path log = lab.resolve(name + "." + label + ".log");
            Process process =
                    new ProcessBuilder(entering("exec " + command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            return new Running(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the host off the switch, both ways; {@link #plug()} undoes it. */
    public void unplug() {
        cable.unplug();
    }

    /** Joins the host to the switch again. */
    public void plug() {
        cable.plug();
    }

    private List<String> entering(String command) {
        return List.of(
                "nsenter",
                "-t",
                String.valueOf(init),
                "-m",
                "-u",
                "-p",
                "-n",
                "-r",
                "-w",
                "/bin/bash",
                "-c",
                command);
    }
}
