package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.DriverException;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.pki.Digest;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.runtime.ids.Ids;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, finds again and ends the core's process. For one thread at a time. */
final class CoreProcess {

    private static final Logger LOG = LoggerFactory.getLogger(CoreProcess.class);
    private static final List<Path> SETSID =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final long TERM_SECONDS = 3;
    private static final long MOST_LOG = 1 << 20;
    private static final int MOST_WORDS = 200;
    private static final int MOST_STATE = 4_096;

    private final XraySettings settings;
    private final CoreHome home;
    private final Ids ids;

    /**
     * A living core.
     *
     * @param epoch random for each start
     */
    record Running(String epoch, ProcessHandle process) {}

    /**
     * What is kept on the disk to find a core again.
     *
     * @param startedAt as the system says, since process ids are used again
     * @param config digest of what it was started with
     */
    private record State(String epoch, long pid, String startedAt, String config) {}

    CoreProcess(XraySettings settings, CoreHome home, Ids ids) {
        this.settings = settings;
        this.home = home;
        this.ids = ids;
    }

    /** The core that an earlier agent left running; one with another configuration is ended. */
    Optional<Running> find() {
        Optional<State> state = state();
        Optional<ProcessHandle> process =
                state.flatMap(
                        s ->
                                ProcessHandle.of(s.pid())
                                        .filter(p -> startOf(p).equals(s.startedAt())));
        if (process.isEmpty()) {
            return Optional.empty();
        }
        Running running = new Running(state.orElseThrow().epoch(), process.get());
        if (!state.get().config().equals(configDigest())) {
            LOG.info("the core's configuration is another one now: it starts anew");
            end(running);
            return Optional.empty();
        }
        return Optional.of(running);
    }

    /** Starts a core; it is not ready yet. */
    Running start() throws DriverException {
        if (!Files.isExecutable(settings.binary())) {
            throw new DriverException(
                    "Expected the VPN core at "
                            + settings.binary()
                            + ", but there is no such program. Install Xray-core, or say where it"
                            + " is.");
        }
        try {
            SecretFile.write(home.config(), BaseConfig.json(home, settings.privateNetworks()));
            Files.deleteIfExists(home.api());
            Files.deleteIfExists(home.log());
            Process process = builder().start();
            Running running = new Running(ids.id(), process.toHandle());
            save(running);
            return running;
        } catch (IOException | ProblemException e) {
            throw new DriverException("The VPN core cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ends a core: kindly, then not. Returns when it is gone. */
    void end(Running running) {
        running.process().destroy();
        if (!gone(running)) {
            running.process().destroyForcibly();
            gone(running);
        }
        SecretFile.delete(home.state());
    }

    /** What the core said last, for people. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(home.log(), StandardCharsets.UTF_8);
            String last = lines.isEmpty() ? "nothing" : lines.getLast();
            String clean = last.replaceAll("\\p{Cntrl}", " ");
            return clean.substring(0, Math.min(clean.length(), MOST_WORDS));
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** Keeps the core's log small; it appends, so it goes on at the new end. */
    void trimLog() {
        try {
            if (Files.exists(home.log()) && Files.size(home.log()) > MOST_LOG) {
                try (FileChannel log = FileChannel.open(home.log(), StandardOpenOption.WRITE)) {
                    log.truncate(0);
                }
            }
        } catch (IOException e) {
            LOG.warn("the core's log cannot be trimmed", e);
        }
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        // In a session of its own a Ctrl-C meant for the agent does not end it before its counters
        // are read.
        SETSID.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(
                List.of(settings.binary().toString(), "run", "-config", home.config().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COVEY_"));
        // With splicing, bytes are counted only when a connection ends: no limit could be kept.
        builder.environment().put("XRAY_BUF_SPLICE", "off");
        builder.environment().put("XRAY_LOCATION_ASSET", home.directory().toString());
        return builder;
    }

    private void save(Running running) {
        State state =
                new State(
                        running.epoch(),
                        running.process().pid(),
                        startOf(running.process()),
                        configDigest());
        SecretFile.write(home.state(), Json.bytes(state));
    }

    private Optional<State> state() {
        try {
            return SecretFile.read(home.state(), MOST_STATE)
                    .map(bytes -> Json.read(bytes, State.class));
        } catch (ProblemException e) {
            LOG.warn("what is known of an earlier core cannot be read", e);
            return Optional.empty();
        }
    }

    private String configDigest() {
        return Digest.hex(BaseConfig.json(home, settings.privateNetworks()));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static boolean gone(Running running) {
        try {
            running.process().onExit().get(TERM_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !running.process().isAlive();
        } catch (ExecutionException | TimeoutException e) {
            return !running.process().isAlive();
        }
    }
}
