package dev.covey.dist.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.Connection;
import dev.covey.dist.contact.KnownMasters;
import dev.covey.dist.contact.Leaving;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.program.Home;
import dev.covey.dist.service.Background;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes this machine out of its cluster; the program stays. */
@Command(
        name = "leave",
        description = "Takes this machine out of its cluster, for ever, and deletes its data.")
final class LeaveCommand implements Runnable {

    private static final Duration END = Duration.ofSeconds(60);

    @Mixin Connection connection = new Connection();

    @Option(names = "--keep-data", description = "Leave the data directory, put aside.")
    boolean keepData;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    boolean yes;

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        NodeFile node = Nodes.need(directory);
        if (!yes) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "Expected --yes, because node '%s' leaves cluster '%s' for ever."
                            .formatted(node.name(), node.clusterName()));
        }
        Clock clock = Clock.system();
        new Leaving(new KnownMasters(directory, clock)).ask();
        connection
                .output()
                .gone(
                        node.name(),
                        "Node '%s' has left '%s'.".formatted(node.name(), node.clusterName()));
        Background.of(Home.find(), directory.root()).remove();
        awaitEnd(directory, clock);
        if (keepData) {
            connection.output().note("Its data is kept in " + directory.moveAside() + ".");
        } else {
            directory.erase();
        }
    }

    /** A node in the foreground ends by itself when it hears that it was removed. */
    private static void awaitEnd(DataDirectory directory, Clock clock) {
        long since = clock.nanos();
        while (true) {
            try {
                directory.lock().close();
                return;
            } catch (ProblemException e) {
                boolean runs = e.problem() instanceof Problem.Conflict;
                if (!runs || clock.since(since).compareTo(END) > 0) {
                    throw e;
                }
                Tasks.pause(Duration.ofMillis(200));
            }
        }
    }
}
