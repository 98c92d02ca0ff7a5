package dev.covey.master.provision;

import dev.covey.master.control.operations.Job;
import dev.covey.master.control.operations.JobContext;
import dev.covey.model.Endpoint;
import dev.covey.model.NodeStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Carries out operations that bring a server into the cluster over SSH. */
public final class ConnectJob implements Job {

    /** The type of these operations. */
    public static final String TYPE = "node-connect";

    /** Names of the operation's parameters. */
    public static final String HOST = "host";

    /** The SSH port. */
    public static final String PORT = "port";

    /** Whom to log in as. */
    public static final String USER = "user";

    /** The fingerprint that the server must show. */
    public static final String HOST_KEY = "hostKey";

    /** The node's name; empty for the server's host name. */
    public static final String NAME = "name";

    /** The node's zone; empty for none. */
    public static final String ZONE = "zone";

    /** The node's roles, with commas between them. */
    public static final String ROLES = "roles";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Ports ports;

    /**
     * What the job needs of the cluster.
     *
     * @param bundle the package for servers; made when it is first asked for, which may take a
     *     minute
     * @param masters where a server must be able to reach masters
     */
    public record Ports(
            Vault vault,
            Supplier<Parcel> bundle,
            String version,
            Supplier<List<Endpoint>> masters,
            Invitation invitation,
            java.util.function.Consumer<Duration> pause) {}

    /** Lets a server into the cluster. Safe for use by many threads; may block. */
    public interface Invitation {
        /** Makes a one-time join string for these roles. */
        String make(String roles);

        /** Makes a join string void and removes whatever node it let in. */
        void withdraw(String joinString);
    }

    /**
     * The package for servers.
     *
     * @param digest SHA-256, hex
     */
    public record Parcel(Path file, String digest) {}

    /** A job with these ports. */
    public ConnectJob(Ports ports) {
        this.ports = ports;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> stages() {
        return Arrays.stream(Stage.values()).map(Stage::title).toList();
    }

    /** Not: the credentials were in the memory of the master that is gone. */
    @Override
    public boolean resumable() {
        return false;
    }

    @Override
    public String run(JobContext context) throws InterruptedException {
        Login login =
                ports.vault()
                        .take(context.operation())
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                new Problem.Failed(
                                                        "credentials_gone",
                                                        "Expected the credentials for the server,"
                                                            + " but they are kept only once and in"
                                                            + " memory. Give them again.")));
        AtomicReference<String> invited = new AtomicReference<>("");
        try (Ssh ssh = new Ssh()) {
            return new Installation(
                            order(context, login, invited),
                            new Telling(context),
                            () -> ports.pause().accept(LOOK_AGAIN))
                    .run(ssh);
        } catch (RuntimeException e) {
            withdraw(context, invited.get());
            throw e;
        }
    }

    /** Else a node that never came would keep its name and address from the next attempt. */
    private void withdraw(JobContext context, String joinString) {
        try {
            if (!joinString.isEmpty()) {
                ports.invitation().withdraw(joinString);
            }
        } catch (ProblemException e) {
            context.log("the node could not be taken off the list: " + e.problem().message());
        }
    }

    private Order order(JobContext context, Login login, AtomicReference<String> invited) {
        Map<String, String> given = context.spec().parameters();
        Server server =
                new Server(
                        need(given, HOST), Integer.parseInt(need(given, PORT)), need(given, USER));
        Parcel bundle = ports.bundle().get();
        return new Order(
                server,
                need(given, HOST_KEY),
                login,
                given.getOrDefault(NAME, ""),
                given.getOrDefault(ZONE, ""),
                bundle.file(),
                bundle.digest(),
                ports.version(),
                ports.masters().get(),
                () -> {
                    invited.set(ports.invitation().make(need(given, ROLES)));
                    return invited.get();
                },
                node -> ready(context, node));
    }

    private static String need(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name), name);
    }

    private static boolean ready(JobContext context, String node) {
        return context.resources()
                .get(Type.NODE, node)
                .flatMap(n -> n.status())
                .filter(s -> s.state() == NodeStatus.State.READY)
                .isPresent();
    }

    /** Passes progress on to the operation; a job that must end ends here. */
    private record Telling(JobContext context) implements Progress {
        @Override
        public void started(Stage stage) {
            try {
                context.stage(stage.title());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(
                        new Problem.Failed("interrupted", "This master stops leading."));
            }
        }

        @Override
        public void ended(Stage stage, String message) {
            context.log(message);
        }

        @Override
        public void log(String line) {
            context.log(line);
        }
    }
}
