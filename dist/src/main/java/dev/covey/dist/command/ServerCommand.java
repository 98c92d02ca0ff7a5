package dev.covey.dist.command;

import dev.covey.cli.command.Connection;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs what a data directory holds. */
@Command(name = "server", description = "Runs the node that the data directory holds.")
final class ServerCommand implements Runnable {

    @Mixin Connection connection = new Connection();

    @Mixin NodeOptions options = new NodeOptions();

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        Nodes.need(directory);
        directory.lock().close(); // refuses while a node runs from it
        options.change(directory);
        Nodes.run(directory, () -> ready(directory));
    }

    private void ready(DataDirectory directory) {
        NodeFile node = Nodes.need(directory);
        if (node.master()) {
            options.tell(Nodes.client(directory), node);
        }
        Nodes.ready(connection.output(), directory);
    }
}
