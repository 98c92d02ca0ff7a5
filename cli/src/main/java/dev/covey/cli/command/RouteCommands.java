package dev.covey.cli.command;

import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Routes: named pools of inbounds. */
@Command(name = "route", description = "Routes: named pools of inbounds, one line in a user's app.")
public final class RouteCommands {

    private static final String ALL = "routes";

    @Command(name = "list", description = "Lists routes.")
    void list(@Mixin Connection connection) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("ALGORITHM", "/algorithm"),
                        Column.at("INBOUNDS", "/status/inbounds"),
                        Column.at("LIVE", "/status/live"));
        connection
                .output()
                .list(connection.client().list(Api.of(ALL)), table, "There are no routes.");
    }

    @Command(name = "show", description = "Shows one route.")
    void show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ROUTE", description = "The route's name or id.")
                    String name) {
        connection.output().show(connection.client().get(Api.of(ALL, name)).json());
    }

    @Command(name = "create", description = "Makes a route.")
    void create(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "What it is to be called.") String name,
            @Option(
                            names = "--algorithm",
                            paramLabel = "WORD",
                            description = "leastLoaded (default) or roundRobin.")
                    @Nullable String algorithm) {
        var body = Api.body("name", name, "algorithm", algorithm);
        connection
                .output()
                .done(
                        connection.client().post(Api.of(ALL), body).json(),
                        "Route '" + name + "' is there.");
    }

    @Command(name = "update", description = "Changes a route.")
    void update(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ROUTE", description = "The route's name or id.") String name,
            @Option(names = "--name", paramLabel = "NEW", description = "Another name.")
                    @Nullable String other,
            @Option(
                            names = "--algorithm",
                            paramLabel = "WORD",
                            description = "leastLoaded or roundRobin.")
                    @Nullable String algorithm) {
        var body = Api.body("name", other, "algorithm", algorithm);
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, name), body).json(),
                        "Route '" + name + "' is changed.");
    }

    @Command(name = "delete", description = "Deletes a route; its inbounds stay.")
    void delete(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "ROUTE", description = "The route's name or id.")
                    String name) {
        confirm.ask("Delete route '" + name + "'");
        connection.client().delete(Api.of(ALL, name));
        connection.output().gone(name, "Route '" + name + "' is gone.");
    }
}
