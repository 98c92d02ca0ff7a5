package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Contexts;
import dev.covey.cli.client.Target;
import dev.covey.cli.command.Connection;
import dev.covey.cli.command.Terminal;
import dev.covey.cli.output.Output;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.pki.secretfile.SecretFile;
import java.nio.file.Files;
import java.util.List;
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
    String name = "covey";

    @Option(
            names = "--masquerade",
            paramLabel = "HOST[:PORT]",
            description = "The TLS 1.3 site whose face the first inbound wears.")
    String masquerade = "www.microsoft.com";

    @Option(names = "--inbound-port", paramLabel = "P", description = "Default: 443 if it is free.")
    @Nullable Integer inboundPort;

    @Option(names = "--service", description = "Run in the background, also after logout.")
    boolean service;

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        Output output = connection.output();
        if (directory.node().isEmpty()) {
            FirstSteps.check(masquerade, inboundPort);
            NodePlan plan = options.plan();
            output.note("Making cluster '%s' in %s.".formatted(name, directory.root()));
            plan.warnings().forEach(output::note);
            CreateCommand.found(directory, name, plan, false);
            SecretFile.write(directory.firstSteps(), "to do\n");
        }
        boolean changed = options.changeCertificate(directory);
        List<String> kept = options.withoutEffect(Nodes.need(directory));
        if (!kept.isEmpty()) {
            output.note(
                    "A node keeps what it was made with; without effect: %s."
                            .formatted(String.join(", ", kept)));
        }
        if (service) {
            output.note(Nodes.serve(directory, changed));
            afterStart(directory, output);
        } else if (directory.holder().isPresent()) {
            Nodes.awaitReady(directory);
            afterStart(directory, output);
            String what = changed ? "restart it to show the new certificate" : "nothing to start";
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

    private void afterStart(DataDirectory directory, Output output) {
        NodeFile node = Nodes.need(directory);
        if (!node.master()) {
            output.note("Node '%s' is ready.".formatted(node.name()));
            return;
        }
        Target.Asked here = new Target.Asked(null, null, directory.root());
        Client client = new Client(Target.find(here, Contexts.ofUser()));
        String password = "";
        if (Files.exists(directory.firstSteps())) {
            FirstSteps steps = new FirstSteps(client);
            int port =
                    inboundPort == null
                            ? FirstSteps.port(node.listen(), node.ports())
                            : inboundPort;
            steps.take(node.nodeId(), masquerade, port);
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
