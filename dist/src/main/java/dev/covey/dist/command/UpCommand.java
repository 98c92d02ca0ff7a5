package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.command.Connection;
import dev.covey.cli.command.Terminal;
import dev.covey.cli.output.Output;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.secretfile.SecretFile;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on one machine. */
@Command(
        name = "up",
        description = "Makes a cluster on this machine if there is none, and runs it.")
final class UpCommand implements Runnable {

    @Mixin Connection connection = new Connection();
    @Mixin NodeOptions options = new NodeOptions();

    @Option(names = "--name", description = "The cluster's name; default: covey.")
    @Nullable String name;

    @Option(
            names = "--masquerade",
            paramLabel = "HOST[:PORT]",
            description = "The TLS 1.3 site whose face the first inbound wears.")
    @Nullable String masquerade;

    @Option(names = "--inbound-port", paramLabel = "P", description = "Default: 443 if it is free.")
    @Nullable Integer inboundPort;

    @Option(names = "--service", description = "Run in the background, also after logout.")
    boolean service;

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        Output output = connection.output();
        boolean changed = false;
        if (directory.node().isEmpty()) {
            found(directory, output);
        } else {
            checkCluster(directory, output);
            changed = options.change(directory);
        }
        if (service) {
            output.note(Nodes.serve(directory, changed));
            afterStart(directory, output);
        } else if (directory.holder().isPresent()) {
            Nodes.awaitReady(directory);
            afterStart(directory, output);
            String what = changed ? "start it anew to heed the options" : "nothing to start";
            output.note(
                    "It runs already, as process %s: %s."
                            .formatted(directory.holder().orElse("?"), what));
        } else {
            Nodes.run(
                    directory,
                    () -> {
                        afterStart(directory, output);
                        output.note("Running; Ctrl-C ends it.");
                    });
        }
    }

    private void found(DataDirectory directory, Output output) {
        FirstSteps.check(site(), inboundPort);
        NodePlan plan = options.plan();
        String cluster = name == null ? "covey" : name;
        output.note("Making cluster '%s' in %s.".formatted(cluster, directory.root()));
        plan.warnings().forEach(output::note);
        CreateCommand.found(directory, cluster, plan, false);
        SecretFile.write(directory.firstSteps(), "to do\n");
    }

    private String site() {
        return masquerade == null ? "www.microsoft.com" : masquerade;
    }

    /** What shapes a cluster at its birth cannot shape the one that is there. */
    private void checkCluster(DataDirectory directory, Output output) {
        String there = Nodes.need(directory).clusterName();
        if (name != null && !name.equals(there)) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "other_cluster",
                            "Expected cluster '%s' in %s, but it holds cluster '%s'. Leave --name out, or choose another --data-dir."
                                    .formatted(name, directory.root(), there)));
        }
        FirstSteps.check(site(), inboundPort);
        boolean asked = masquerade != null || inboundPort != null;
        if (asked && !Files.exists(directory.firstSteps())) {
            output.note(
                    "The first inbound is made: --masquerade and --inbound-port do not change it,"
                            + " 'covey inbound update' does.");
        }
    }

    private void afterStart(DataDirectory directory, Output output) {
        NodeFile node = Nodes.need(directory);
        if (!node.master()) {
            Nodes.ready(output, directory);
            return;
        }
        Client client = Nodes.client(directory);
        options.tell(client, node);
        String password = "";
        if (Files.exists(directory.firstSteps())) {
            FirstSteps steps = new FirstSteps(client);
            int port =
                    inboundPort == null
                            ? FirstSteps.port(node.listen(), node.ports())
                            : inboundPort;
            steps.take(node.nodeId(), site(), port);
            steps.remarks().forEach(output::note);
            password = password(directory);
            SecretFile.delete(directory.firstSteps());
        }
        new Welcome(client, output).print(node, password);
    }

    /**
     * Shown to a person, who sees it once; without one it stays in its file until the first login.
     */
    private static String password(DataDirectory directory) {
        if (Terminal.find().isEmpty()) {
            return "with the password in " + directory.adminPassword();
        }
        String password = SecretFile.readText(directory.adminPassword(), 1024).orElse("").strip();
        SecretFile.delete(directory.adminPassword());
        return "password " + password + " (shown this once)";
    }
}
