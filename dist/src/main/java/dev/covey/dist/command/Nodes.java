package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Contexts;
import dev.covey.cli.client.Target;
import dev.covey.cli.output.Output;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.DirectoryLock;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.node.RunningNode;
import dev.covey.dist.preflight.Preflight;
import dev.covey.dist.program.Home;
import dev.covey.dist.service.Background;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.runtime.task.AtExit;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Runs the node of a data directory, in this process or as a service. */
final class Nodes {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private Nodes() {}

    /** Runs the node here until the process is told to end; {@code whenReady} is called once. */
    static void run(DataDirectory directory, Runnable whenReady) {
        NodeFile file = need(directory);
        if (file.master()) {
            NodePlan.check(Preflight.room(directory.root()));
        }
        AtExit exit = new AtExit(LONGEST_END);
        try (DirectoryLock _ = directory.lock();
                RunningNode node = RunningNode.start(directory, file, Home.find())) {
            node.awaitReady(READY);
            whenReady.run();
            node.awaitEndOr(exit.told());
        } finally {
            exit.done();
        }
    }

    /**
     * Starts the node as a service and returns when it is ready. A service that runs already goes
     * on, unless it runs another version of the program or {@code restart} asks for it.
     */
    static String serve(DataDirectory directory, boolean restart) {
        need(directory);
        Background service = Background.of(Home.find(), directory.root());
        Optional<String> holder = directory.holder();
        if (holder.isEmpty() || restart || !Background.runs(Home.find(), holder.get())) {
            if (holder.isPresent() && !service.installed()) {
                throw new ProblemException(
                        new Problem.Conflict(
                                "already_running",
                                "Expected to start %s as a service, but process %s runs from it. Stop that one first."
                                        .formatted(directory.root(), holder.get())));
            }
            service.install();
        }
        awaitReady(directory);
        return service.remark();
    }

    /** Says that a node serves: a sentence, or a document for a program. */
    static void ready(Output output, DataDirectory directory) {
        NodeFile node = need(directory);
        output.done(
                Json.object()
                        .put("cluster", node.clusterName())
                        .put("node", node.name())
                        .put("id", node.nodeId()),
                "The node is ready.");
    }

    /** Waits until the process that runs from the directory, or is about to, is ready. */
    static void awaitReady(DataDirectory directory) {
        Clock clock = Clock.system();
        long since = clock.nanos();
        while (!directory.isReady()) {
            if (clock.since(since).compareTo(READY) > 0) {
                throw new ProblemException(
                        new Problem.Failed(
                                "not_ready",
                                "Expected the node to be ready in %d s, but it is not; it goes on trying. See %s or 'journalctl -u covey'."
                                        .formatted(READY.toSeconds(), directory.log())));
            }
            Tasks.pause(Duration.ofMillis(100));
        }
    }

    /** Speaks to the master that runs from the directory, as root on its machine. */
    static Client client(DataDirectory directory) {
        Target.Asked here = new Target.Asked(null, null, directory.root());
        return new Client(Target.find(here, Contexts.ofUser()));
    }

    static NodeFile need(DataDirectory directory) {
        return directory
                .node()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        new Problem.Conflict(
                                                "no_node",
                                                "Expected a node in %s, but there is none. Make one"
                                                                .formatted(directory.root())
                                                        + " with 'covey up', 'covey create' or"
                                                        + " 'covey join'.")));
    }

    /** Refuses a directory that holds a node. */
    static void needNone(DataDirectory directory) {
        directory
                .node()
                .ifPresent(
                        node -> {
                            throw new ProblemException(
                                    new Problem.Conflict(
                                            "already_in_cluster",
                                            "Expected no node on this machine, but %s holds '%s'"
                                                            .formatted(
                                                                    directory.root(), node.name())
                                                    + " of cluster '%s'. Use --leave-current to put"
                                                            .formatted(node.clusterName())
                                                    + " it aside and join another."));
                        });
    }
}
