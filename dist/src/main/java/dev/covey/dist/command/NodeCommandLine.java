package dev.covey.dist.command;

import dev.covey.dist.store.StoreCommand;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Adds the commands of the node on this machine to the command line. */
public final class NodeCommandLine {

    private NodeCommandLine() {}

    /** Adds all of them. */
    public static void addTo(Map<String, Supplier<CommandLine>> commands) {
        commands.put("up", () -> new CommandLine(new UpCommand()));
        commands.put("create", () -> new CommandLine(new CreateCommand()));
        commands.put("join", () -> new CommandLine(new JoinCommand()));
        commands.put("server", () -> new CommandLine(new ServerCommand()));
        commands.put("store", () -> new CommandLine(new StoreCommand()));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand()));
        commands.put("leave", () -> new CommandLine(new LeaveCommand()));
        commands.put("uninstall", () -> new CommandLine(new UninstallCommand()));
    }
}
