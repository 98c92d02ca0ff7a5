package dev.covey.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Masters: who manages the cluster. */
@Command(name = "master", description = "Masters: who manages the cluster.")
public final class MasterCommands {

    @Command(name = "transfer", description = "Makes a standby the active master.")
    void transfer(@Mixin Connection connection, @Parameters(paramLabel = "NODE") String node) {
        connection.client().post(Api.of(NodeCommands.ALL, node) + ":makeMaster", Api.body());
        connection.output().note("Node '" + node + "' is the active master.");
    }
}
