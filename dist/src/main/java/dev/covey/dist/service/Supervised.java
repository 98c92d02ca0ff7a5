package dev.covey.dist.service;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * A plain process with a supervisor: a shell script that starts the node again when it ends. Where
 * cron is, it starts at boot too.
 */
final class Supervised implements Background {

    private static final Path CRON = Path.of("/etc/cron.d");
    private static final int STOP_TRIES = 100;

    private static final String SCRIPT =
            """
            #!/bin/sh
            # Runs the node of this data directory and starts it again when it ends.
            cd / || exit 1
            echo $$ > '@DATA@/run/supervisor.pid'
            trap 'kill "$node" 2>/dev/null; wait "$node"; exit 0' TERM INT
            while :; do
                '@HOME@/bin/covey' server --data-dir '@DATA@' >> '@DATA@/log/covey.log' 2>&1 &
                node=$!
                wait "$node"
                sleep 2 &
                wait $!
            done
            """;

    private final Path home;
    private final Path dataDirectory;

    Supervised(Path home, Path dataDirectory) {
        this.home = home;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public void install() {
        remove();
        try {
            Path script = script();
            Files.writeString(
                    script,
                    SCRIPT.replace("@HOME@", home.toString())
                            .replace("@DATA@", dataDirectory.toString()));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            if (Files.isDirectory(CRON)) {
                Files.writeString(cron(), "@reboot root " + script + "\n");
            }
            // setsid: a logout must not reach it.
            new ProcessBuilder("setsid", "-f", script.toString())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "service_failed",
                            "Expected to start the node in the background, but: "
                                    + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void remove() {
        supervisor().ifPresent(Supervised::stop);
        try {
            Files.deleteIfExists(script());
            Files.deleteIfExists(cron());
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw Commands.failed(new String[] {"rm", "supervise.sh"}, "" + e.getMessage());
        }
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        for (int i = 0; i < STOP_TRIES && process.isAlive(); i++) {
            Tasks.pause(Duration.ofMillis(200));
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The supervisor, if the process with its number is one of ours. */
    private Optional<ProcessHandle> supervisor() {
        try {
            String pid = Files.readString(pidFile()).strip();
            String command = Files.readString(Path.of("/proc", pid, "cmdline"));
            return command.contains(script().toString())
                    ? ProcessHandle.of(Long.parseLong(pid))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Path script() {
        return dataDirectory.resolve("run").resolve("supervise.sh");
    }

    private Path pidFile() {
        return dataDirectory.resolve("run").resolve("supervisor.pid");
    }

    private Path cron() {
        return CRON.resolve(Systemd.name(dataDirectory));
    }

    @Override
    public String remark() {
        return Files.isDirectory(CRON)
                ? "It runs in the background, also after a reboot."
                : "It runs in the background. No systemd and no cron here: start it again after a"
                        + " reboot with 'covey up --service'.";
    }
}
