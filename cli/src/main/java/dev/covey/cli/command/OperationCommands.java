package dev.covey.cli.command;

import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Operations: long jobs with stages. */
@Command(name = "operation", description = "Operations: long jobs with stages, log and result.")
public final class OperationCommands {

    private static final String ALL = "operations";

    @Command(name = "list", description = "Lists operations.")
    void list(@Mixin Connection connection) {
        print(connection);
    }

    static void print(Connection connection) {
        Table table =
                new Table(
                        Column.at("ID", "/id"),
                        Column.at("TYPE", "/type"),
                        Column.at("SUBJECT", "/subject"),
                        Column.at("STATE", "/status/state"),
                        Column.at("BY", "/actor"),
                        Column.at("STARTED", "/createdAt"));
        connection
                .output()
                .list(
                        connection.client().get(Api.of(ALL)).json(),
                        table,
                        "There are no operations.");
    }

    @Command(name = "show", description = "Shows one operation with its stages and log.")
    void show(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        var operation = connection.client().get(Api.of(ALL, id)).json();
        if (connection.output().machine()) {
            connection.output().document(operation);
            return;
        }
        connection.output().show(operation);
        Table stages =
                new Table(
                        Column.at("STAGE", "/name"),
                        Column.at("STATE", "/state"),
                        Column.at("MESSAGE", "/message"));
        connection.output().lines(stages.lines(operation.at("/status/stages")));
        connection
                .output()
                .lines(
                        operation
                                .at("/status/log")
                                .valueStream()
                                .map(dev.covey.cli.output.Cells::text)
                                .toList());
    }

    @Command(name = "retry", description = "Tries a failed operation again.")
    void retry(
            @Mixin Connection connection,
            @Mixin Follow follow,
            @Parameters(paramLabel = "ID") String id) {
        follow.until(
                connection,
                connection.client().post(Api.of(ALL, id) + ":retry", Api.body()).json());
    }

    @Command(name = "cancel", description = "Asks an operation to stop.")
    void cancel(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.client().post(Api.of(ALL, id) + ":cancel", Api.body());
        connection.output().note("Operation " + id + " is asked to stop.");
    }
}
