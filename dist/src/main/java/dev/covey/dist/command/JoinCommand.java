package dev.covey.dist.command;

import dev.covey.cli.command.Connection;
import dev.covey.dist.birth.Joining;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.program.Version;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.pki.join.JoinString;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins a cluster. */
@Command(name = "join", description = "Joins a cluster with a join string and runs the node.")
final class JoinCommand implements Runnable {

    private static final int LONGEST = 16 * 1024;

    @Mixin Connection connection = new Connection();
    @Mixin NodeOptions options = new NodeOptions();

    @Parameters(
            paramLabel = "STRING",
            description = "The join string; '-' reads it from standard input.")
    String string = "";

    @Option(names = "--dry-run", description = "Make every check and join nothing.")
    boolean dryRun;

    @Option(names = "--leave-current", description = "Put the node that is here aside first.")
    boolean leaveCurrent;

    @Option(names = "--service", description = "Run in the background, also after logout.")
    boolean service;

    @Override
    public void run() {
        JoinString parsed = JoinString.parse(string.equals("-") ? fromInput() : string);
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        List<String> known = leaveCurrent ? List.of() : occupied(directory);
        NodePlan plan = options.plan();
        Joining joining = new Joining(Clock.system(), Version.text());
        plan.warnings().forEach(connection.output()::note);
        if (dryRun) {
            var master = joining.check(parsed, directory, plan, known);
            connection
                    .output()
                    .done(
                            Json.object().put("master", master.toString()),
                            "All checks pass; " + master + " would be asked.");
            return;
        }
        if (leaveCurrent && directory.inUse()) {
            directory.lock().close(); // refuses while a node runs from it
            connection.output().note("The node that was here is kept in " + directory.moveAside());
        }
        NodeFile node = joining.join(parsed, directory, plan);
        connection
                .output()
                .note("Joined cluster '%s' as '%s'.".formatted(node.clusterName(), node.name()));
        if (service) {
            connection.output().note(Nodes.serve(directory, false));
            Nodes.ready(connection.output(), directory);
            if (!connection.output().machine()) {
                connection.output().value(node.nodeId());
            }
        } else {
            Nodes.run(directory, () -> Nodes.ready(connection.output(), directory));
        }
    }

    /** Why this machine cannot join because it has; told with all else if it is only asked. */
    private List<String> occupied(DataDirectory directory) {
        try {
            Nodes.needNone(directory);
            return List.of();
        } catch (ProblemException e) {
            if (!dryRun) {
                throw e;
            }
            return List.of(e.problem().message());
        }
    }

    private static String fromInput() {
        try {
            return new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Malformed(
                            "join_string_empty", "Expected a join string on standard input."));
        }
    }
}
