package dev.covey.dist.command;

import dev.covey.cli.command.Connection;
import dev.covey.dist.directory.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs what a data directory holds. */
@Command(name = "server", description = "Runs the node that the data directory holds.")
final class ServerCommand implements Runnable {

    @Mixin Connection connection = new Connection();

    @Override
    public void run() {
        Nodes.run(
                new DataDirectory(connection.dataDirectory()),
                () -> connection.output().note("The node is ready."));
    }
}
