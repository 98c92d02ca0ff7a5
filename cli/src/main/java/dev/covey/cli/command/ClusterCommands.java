package dev.covey.cli.command;

import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clusters that this one shows. */
@Command(name = "cluster", description = "Clusters: this one and those it shows.")
public final class ClusterCommands {

    @Command(name = "list", description = "Lists clusters, one's own first.")
    void list(@Mixin Connection connection) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("STATE", "/status/state"),
                        Column.at("MASTERS", "/counts/masters"),
                        Column.at("WORKERS", "/counts/workers"),
                        Column.at("USERS", "/counts/users"),
                        Column.at("ID", "/id"));
        connection
                .output()
                .list(connection.client().list("/v1/clusters"), table, "There are no clusters.");
    }

    @Command(name = "show", description = "Shows this cluster.")
    void show(@Mixin Connection connection) {
        connection.output().show(connection.client().get(Api.cluster()).json());
    }

    @Command(name = "update", description = "Changes this cluster.")
    void update(
            @Mixin Connection connection,
            @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
                    @Nullable String name,
            @Option(
                            names = "--profile-title",
                            paramLabel = "TEXT",
                            description = "What users' apps show.")
                    @Nullable String profileTitle,
            @Option(
                            names = "--support-url",
                            paramLabel = "URL",
                            description = "Where users find help.")
                    @Nullable String supportUrl) {
        var body = Api.body("name", name, "profileTitle", profileTitle, "supportUrl", supportUrl);
        connection
                .output()
                .done(
                        connection.client().patch(Api.cluster(), body).json(),
                        "The cluster is changed.");
    }
}
