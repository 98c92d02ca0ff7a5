package dev.covey.dist.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.Connection;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.program.Home;
import dev.covey.dist.program.Installed;
import dev.covey.dist.service.Background;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes Covey from this machine. */
@Command(
        name = "uninstall",
        description = "Stops the node and removes it from this machine, with its data.")
final class UninstallCommand implements Runnable {

    @Mixin Connection connection = new Connection();

    @Option(names = "--keep-data", description = "Leave the data directory.")
    boolean keepData;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    boolean yes;

    @Override
    public void run() {
        if (!yes) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected --yes, because the node and its keys will be gone.");
        }
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        Path home = Home.find();
        Background.of(home, directory.root()).remove();
        directory
                .node()
                .ifPresent(
                        node -> {
                            directory.lock().close(); // refuses while a node runs from it
                            connection
                                    .output()
                                    .note(
                                            "The cluster still lists this machine: 'covey node"
                                                    + " remove"
                                                    + " %s' on a master removes it there."
                                                            .formatted(node.name()));
                            if (!keepData) {
                                directory.erase();
                            }
                        });
        connection.output().gone(directory.root().toString(), removeProgram(home));
    }

    /** Removes an installed program; a checkout, or a package's program, is left alone. */
    private static String removeProgram(Path home) {
        try {
            Optional<Installed> program = Installed.at(home);
            if (program.isEmpty()) {
                return "Covey no longer runs on this machine; the program stays in " + home + ".";
            }
            if (program.get().runs()) {
                return "This node is removed; the program stays, for another node runs from it.";
            }
            program.get().remove();
            return "Covey is removed from this machine.";
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, "Expected to remove " + home + ", but: " + e.getMessage());
        }
    }
}
