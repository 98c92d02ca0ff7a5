package dev.covey.dist.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.Connection;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.program.Home;
import dev.covey.dist.service.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes Covey from this machine. */
@Command(
        name = "uninstall",
        description = "Stops the node and removes it from this machine, with its data.")
final class UninstallCommand implements Runnable {

    private static final Path LINK = Path.of("/usr/local/bin/covey");

    private static final String INSTALLED = "/opt/covey";

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
        removeProgram(home);
        connection.output().note("Covey is removed from this machine.");
    }

    /** Removes an installed program; a checkout is left alone. */
    private static void removeProgram(Path home) {
        try {
            if (Files.isSymbolicLink(LINK) && LINK.toRealPath().startsWith(home.toRealPath())) {
                Files.delete(LINK);
            }
            if (home.toString().startsWith(INSTALLED)) {
                if (Files.isSymbolicLink(Path.of(INSTALLED))) {
                    Files.delete(Path.of(INSTALLED));
                }
                new DataDirectory(home).erase();
            }
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, "Expected to remove " + home + ", but: " + e.getMessage());
        }
    }
}
