package dev.covey.dist.service;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plain process with a supervisor: a shell script that starts the node again when it ends. Where
 * cron is, it starts at boot too.
 */
final class Supervised implements Background {

    private static final Path CRON = Path.of("/etc/cron.d");
    private static final Duration TO_END = Duration.ofMinutes(1);
    private static final Duration TO_DIE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final String SCRIPT =
            """
            #!/bin/sh
            # Runs the node of this data directory and starts it again when it ends.
            home=@HOME@
            data=@DATA@
            umask 077
            export COVEY_LOG_FILE="$data/log/covey.log"
            cd / && echo $$ >"$data/run/supervisor.pid" || exit 1
            pause=1
            trap '' HUP
            trap 'kill $! 2>/dev/null && wait $!; exit 0' TERM INT
            while :; do
                started=$(date +%s)
                # What it logs goes to its log; this is what Java itself says last.
                "$home/bin/covey" server --data-dir "$data" >"$data/log/covey.out" 2>&1 &
                wait $!
                # After a minute of work whatever was wrong is no longer in the way.
                [ $(($(date +%s) - started)) -lt 60 ] || pause=1
                sleep $pause &
                wait $!
                pause=$((pause < 30 ? pause * 2 : 60))
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
                    SCRIPT.replace("@HOME@", quoted(home))
                            .replace("@DATA@", quoted(dataDirectory)));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            if (hasCron()) {
                Files.writeString(cron(), "@reboot root " + quoted(script) + "\n");
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

    /** As the shell takes it for one word. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    @Override
    public boolean installed() {
        return supervisor().isPresent();
    }

    /** The supervisor passes the wish on and waits for its node; what is late is killed. */
    private static void stop(ProcessHandle supervisor) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(supervisor), supervisor.descendants()).toList();
        supervisor.destroy();
        if (!ended(all, TO_END)) {
            all.forEach(ProcessHandle::destroyForcibly);
            ended(all, TO_DIE);
        }
    }

    private static boolean ended(List<ProcessHandle> processes, Duration bound) {
        for (int i = 0; i < bound.dividedBy(LOOK); i++) {
            if (processes.stream().noneMatch(ProcessHandle::isAlive)) {
                return true;
            }
            Tasks.pause(LOOK);
        }
        return false;
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

    /** A folder alone is not enough: packages put their files into it where no cron is. */
    private static boolean hasCron() {
        return Files.isDirectory(CRON)
                && Stream.of("/usr/sbin/cron", "/usr/sbin/crond")
                        .map(Path::of)
                        .anyMatch(Files::exists);
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
        return hasCron()
                ? "It runs in the background, also after a reboot."
                : "It runs in the background. No systemd and no cron here: start it again after a"
                        + " reboot with 'covey up --service'.";
    }
}
