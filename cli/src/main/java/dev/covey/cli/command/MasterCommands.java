package dev.covey.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Masters: who manages the cluster. */
@Command(name = "master", description = "Masters: who manages the cluster.")
public final class MasterCommands {

    @Command(name = "transfer", description = "Makes a standby the active master.")
    void transfer(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "A standby master.") String node) {
        String path = Api.of(NodeCommands.ALL, node) + ":makeMaster";
        var changed = connection.client().post(path, Api.body());
        connection.output().done(changed.json(), "Node '" + node + "' is the active master.");
    }
}
