package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Contexts;
import dev.covey.cli.client.Target;
import dev.covey.cli.output.Format;
import dev.covey.cli.output.Output;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has: whom to ask, and how to print. */
public final class Connection {

    /** The data directory of an installed node. */
    public static final String DATA_DIR = "/var/lib/covey";

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:COVEY_DATA_DIR:-" + DATA_DIR + "}",
            description = "Data directory of the node on this machine (default: ${DEFAULT-VALUE}).")
    Path dataDirectory = Path.of(DATA_DIR);

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:COVEY_SERVER:-" + Option.NULL_VALUE + "}",
            description = "A master to ask, such as https://10.0.0.1:8443.")
    @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "T",
            defaultValue = "${env:COVEY_TOKEN:-" + Option.NULL_VALUE + "}",
            description = "API token; better given as COVEY_TOKEN.")
    @Nullable String token;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml.")
    Format format = Format.TABLE;

    private @Nullable Client client;

    /** The client of the master that was chosen. */
    public Client client() {
        if (client == null) {
            Target.Asked asked = new Target.Asked(server, token, dataDirectory);
            client = new Client(Target.find(asked, Contexts.ofUser()));
        }
        return client;
    }

    /** Where answers go. */
    public Output output() {
        var line = java.util.Objects.requireNonNull(spec).commandLine();
        return new Output(format, line.getOut(), line.getErr());
    }

    /** The data directory of the node on this machine. */
    public Path dataDirectory() {
        return dataDirectory;
    }
}
