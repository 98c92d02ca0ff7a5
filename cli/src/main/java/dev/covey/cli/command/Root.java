package dev.covey.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program itself, and the commands that belong to no group. */
@Command(
        name = "covey",
        description = "Turns separate servers into one cluster.",
        synopsisSubcommandLabel = "COMMAND",
        addMethodSubcommands = false,
        subcommands = HelpCommand.class)
public final class Root {

    @Command(name = "status", description = "How the cluster is, and what to do if it is not well.")
    void status(@Mixin Connection connection) {
        Overview.status(connection);
    }

    @Command(name = "nodes", description = "Lists nodes with their load.")
    void nodes(@Mixin Connection connection) {
        NodeCommands.print(connection);
    }

    @Command(name = "masters", description = "Lists masters: who is active, who votes, who lags.")
    void masters(@Mixin Connection connection) {
        Overview.masters(connection);
    }

    @Command(
            name = "links",
            description = "Lists the addresses under which nodes reach each other.")
    void links(@Mixin Connection connection) {
        Overview.links(connection);
    }

    @Command(name = "operations", description = "Lists operations.")
    void operations(@Mixin Connection connection) {
        OperationCommands.print(connection);
    }

    @Command(name = "events", description = "What happened; -f goes on.")
    void events(
            @Mixin Connection connection,
            @Mixin Last last,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Go on with what happens.")
                    boolean follow) {
        Overview.events(connection, follow, last.items());
    }

    @Command(name = "top", description = "What the nodes are doing now.")
    void top(@Mixin Connection connection) {
        Overview.top(connection);
    }

    @Command(
            name = "join-info",
            description = "Makes a join string: one line that lets a server in.")
    void joinInfo(@Mixin Connection connection, @Mixin JoinCommands.Wish wish) {
        JoinCommands.joinInfo(connection, wish);
    }

    @Command(
            name = "login",
            description =
                    "Remembers --server and --token (better: COVEY_TOKEN) for later commands.")
    void login(
            @Mixin Connection connection,
            @Option(names = "--ca", paramLabel = "FILE", description = "The cluster's authorities.")
                    @Nullable Path authorities) {
        LoginCommands.login(connection, authorities);
    }

    @Command(name = "logout", description = "Forgets what login remembered.")
    void logout(@Mixin Connection connection) {
        LoginCommands.logout(connection);
    }
}
