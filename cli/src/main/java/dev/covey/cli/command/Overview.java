package dev.covey.cli.command;

import static dev.covey.cli.command.QuorumCommands.fact;

import dev.covey.cli.client.EventStream;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.client.Reply;
import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Output;
import dev.covey.cli.output.Table;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands that show the whole cluster. */
final class Overview {

    private Overview() {}

    static void status(Connection connection) {
        Reply cluster = connection.client().get(Api.cluster());
        JsonNode masters = connection.client().get(Api.of("masters")).json();
        Output output = connection.output();
        if (output.machine()) {
            ObjectNode both = Json.object();
            both.set("cluster", cluster.json());
            both.set("masters", masters);
            output.document(both);
            return;
        }
        JsonNode c = cluster.json();
        output.lines(
                List.of(
                        fact("Cluster", Cells.text(c.path("name")) + "  " + text(c, "/id")),
                        fact("State", state(c)),
                        fact("Epoch", text(masters, "/epoch")),
                        fact("Active master", QuorumCommands.leader(masters)),
                        fact("Quorum", QuorumCommands.line(masters)),
                        fact("Survives", QuorumCommands.survives(masters.path("quorum"))),
                        fact(
                                "Nodes",
                                count(c, "masters")
                                        + " masters, "
                                        + count(c, "workers")
                                        + " workers"),
                        fact(
                                "VPN",
                                count(c, "inbounds")
                                        + " inbounds, "
                                        + count(c, "routes")
                                        + " routes, "
                                        + count(c, "users")
                                        + " users, "
                                        + count(c, "online")
                                        + " online")));
        c.at("/status/warnings").forEach(w -> output.note("Warning: " + Cells.text(w)));
        QuorumCommands.stale(output, cluster);
    }

    private static String text(JsonNode node, String pointer) {
        return Cells.text(node.at(pointer));
    }

    private static String state(JsonNode cluster) {
        String why = text(cluster, "/status/why");
        return text(cluster, "/status/state") + (why.isEmpty() ? "" : ": " + why);
    }

    private static String count(JsonNode cluster, String what) {
        return Cells.text(cluster.path("counts").path(what));
    }

    static void masters(Connection connection) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("STATE", "/state"),
                        Column.at("VOTER", "/voter"),
                        Column.at("ZONE", "/zone"),
                        Column.at("LAG", "/lagEntries"),
                        Column.at("LAST CONTACT MS", "/lastContactMillis"));
        connection
                .output()
                .list(
                        connection.client().get(Api.of("masters")).json(),
                        table,
                        "There are no masters.");
    }

    static void links(Connection connection) {
        JsonNode nodes = connection.client().list(Api.of("nodes"));
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (JsonNode node : nodes.path("items")) {
            for (JsonNode link : node.path("links")) {
                ObjectNode item = items.addObject().put("node", Cells.text(node.path("name")));
                item.set("number", link.path("number"));
                item.set("address", link.path("address"));
                item.set("priority", link.path("priority"));
                item.set("state", node.at("/status/state"));
            }
        }
        Table table =
                new Table(
                        Column.at("NODE", "/node"),
                        Column.at("LINK", "/number"),
                        Column.at("ADDRESS", "/address"),
                        Column.at("PRIORITY", "/priority"),
                        Column.at("NODE IS", "/state"));
        connection.output().list(answer, table, "There are no nodes.");
    }

    static void top(Connection connection) {
        Table table =
                new Table(
                        Column.at("NODE", "/nodeName"),
                        new Column("CPU", m -> Cells.percent(m.path("cpu"))),
                        Column.bytes("MEMORY", "/memoryUsedBytes"),
                        Column.bytes("OF", "/memoryTotalBytes"),
                        Column.bytes("IN/S", "/rxBytesPerSecond"),
                        Column.bytes("OUT/S", "/txBytesPerSecond"),
                        Column.at("ONLINE", "/online"));
        connection
                .output()
                .list(connection.client().list(Api.of("metrics")), table, "No node reports.");
    }

    static void events(Connection connection, boolean follow, int last) {
        if (follow) {
            follow(connection, last);
            return;
        }
        Table table =
                new Table(
                        Column.time("AT", "/createdAt"),
                        Column.at("SEVERITY", "/severity"),
                        Column.at("TEXT", "/text"));
        connection
                .output()
                .list(
                        connection.client().list(Api.of("events"), last),
                        table,
                        "Nothing has happened.");
    }

    private static void follow(Connection connection, int last) {
        Deque<String> before = new ArrayDeque<>();
        boolean synced = false;
        try (EventStream events =
                new EventStream(connection.client().events(Api.of("events") + "?watch=true"))) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                String name = event.get().name();
                if (name.equals("synced")) {
                    before.forEach(connection.output()::value);
                    synced = true;
                } else if (name.equals("put") && synced) {
                    connection.output().value(line(connection.output(), event.get().item()));
                } else if (name.equals("put")) {
                    before.addLast(line(connection.output(), event.get().item()));
                    if (before.size() > last) {
                        before.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            // as if it had ended
        }
        throw new Refusal(
                ExitCode.UNAVAILABLE,
                "The stream of events broke off. Is the master running? Start it again.");
    }

    /** For a program one document a line. */
    private static String line(Output output, JsonNode event) {
        return output.machine()
                ? event.toString()
                : "%s  %-7s  %s"
                        .formatted(
                                Cells.time(event.at("/createdAt")),
                                text(event, "/severity"),
                                text(event, "/text"));
    }
}
