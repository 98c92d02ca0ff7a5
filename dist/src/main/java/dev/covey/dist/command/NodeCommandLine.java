package dev.covey.dist.command;

import picocli.CommandLine;

/** Adds the commands of the node on this machine to the command line. */
public final class NodeCommandLine {

    private NodeCommandLine() {}

    /** Adds all of them. */
    public static void addTo(CommandLine line) {
        line.addSubcommand(new UpCommand());
        line.addSubcommand(new CreateCommand());
        line.addSubcommand(new JoinCommand());
        line.addSubcommand(new ServerCommand());
        line.addSubcommand(new UninstallCommand());
    }
}
