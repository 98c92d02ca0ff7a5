package dev.covey.cli.command;

import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import dev.covey.model.json.Json;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations: long jobs with stages. */
@Command(name = "operation", description = "Operations: long jobs with stages, log and result.")
public final class OperationCommands {

    private static final String ALL = "operations";

    private final InstantSource clock;

    /** Waits by a clock. */
    public OperationCommands(InstantSource clock) {
        this.clock = clock;
    }

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
                        Column.time("STARTED", "/createdAt"));
        connection
                .output()
                .list(connection.client().list(Api.of(ALL)), table, "There are no operations.");
    }

    @Command(name = "show", description = "Shows one operation with its stages and log.")
    void show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "OPERATION", description = "Its id.") String id) {
        ObjectNode operation = Json.readObject(connection.client().get(Api.of(ALL, id)).body());
        if (connection.output().machine()) {
            connection.output().document(operation);
            return;
        }
        ObjectNode brief = operation.deepCopy();
        brief.withObject("status").remove(List.of("stages", "log"));
        connection.output().show(brief);
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

    @Command(
            name = "retry",
            description =
                    "Tries a failed operation again. How to log in is forgotten after each attempt:"
                            + " give it anew.")
    void retry(
            @Mixin Connection connection,
            @Mixin Follow follow,
            @Mixin SshLogin login,
            @Parameters(paramLabel = "OPERATION", description = "Its id.") String id) {
        ObjectNode body = Api.body();
        if (login.given()) {
            JsonNode was = connection.client().get(Api.of(ALL, id)).json().path("parameters");
            String host = was.path("host").asString("");
            ObjectNode server = body.putObject("server").put("host", host);
            server.put("port", was.path("port").asInt(22));
            server.put("user", was.path("user").asString("root"));
            server.put("hostKey", was.path("hostKey").asString(""));
            login.addTo(server, host);
        }
        var started = connection.client().post(Api.of(ALL, id) + ":retry", body).json();
        follow.until(connection, started, clock);
    }

    @Command(name = "cancel", description = "Asks an operation to stop.")
    void cancel(
            @Mixin Connection connection,
            @Parameters(paramLabel = "OPERATION", description = "Its id.") String id) {
        var changed = connection.client().post(Api.of(ALL, id) + ":cancel", Api.body());
        connection.output().done(changed.json(), "Operation " + id + " is asked to stop.");
    }
}
