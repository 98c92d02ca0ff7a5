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
import java.util.function.Function;
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
     * @param joinString makes a one-time join string for these roles
     */
    public record Ports(
            Vault vault,
            Supplier<Parcel> bundle,
            String version,
            Supplier<List<Endpoint>> masters,
            Function<String, String> joinString,
            java.util.function.Consumer<Duration> pause) {}

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
        try (Ssh ssh = new Ssh()) {
            Telling telling = new Telling(context);
            return new Installation(
                            order(context, login), telling, () -> ports.pause().accept(LOOK_AGAIN))
                    .run(ssh);
        }
    }

    private Order order(JobContext context, Login login) {
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
                () -> ports.joinString().apply(need(given, ROLES)),
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
