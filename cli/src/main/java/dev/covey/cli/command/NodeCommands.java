package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nodes: the machines of the cluster. */
@Command(name = "node", description = "Nodes: the machines of the cluster.")
public final class NodeCommands {

    static final String ALL = "nodes";

    @Command(name = "list", description = "Lists nodes.")
    void list(@Mixin Connection connection) {
        print(connection);
    }

    static void print(Connection connection) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("ROLES", "/roles"),
                        new Column("STATE", NodeCommands::state),
                        Column.at("ZONE", "/zone"),
                        Column.at("ADDRESS", "/publicAddress"),
                        new Column("CPU", n -> Cells.percent(n.at("/live/cpu"))),
                        Column.bytes("MEMORY", "/live/memoryUsedBytes"),
                        Column.at("ONLINE", "/live/online"),
                        Column.bytes("TRAFFIC", "/trafficBytes"),
                        Column.at("WARNINGS", "/status/warnings"));
        connection
                .output()
                .list(connection.client().get(Api.of(ALL)).json(), table, "There are no nodes.");
    }

    private static String state(tools.jackson.databind.JsonNode node) {
        String state = Cells.text(node.at("/status/state"));
        String availability = Cells.text(node.path("availability"));
        String active = node.path("active").asBoolean(false) ? ", active master" : "";
        return (availability.equals("active") ? state : state + ", " + availability) + active;
    }

    @Command(name = "show", description = "Shows one node.")
    void show(@Mixin Connection connection, @Parameters(paramLabel = "NODE") String node) {
        connection.output().show(connection.client().get(Api.of(ALL, node)).json());
    }

    @Command(name = "connect", description = "Brings a server into the cluster over SSH.")
    void connect(@Mixin Connection connection, @Mixin Follow follow, @Mixin SshTarget target) {
        var reply = connection.client().post(Api.of(ALL), target.body());
        follow.until(connection, reply.json());
    }

    @Command(name = "update", description = "Changes a node.")
    void update(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE") String node,
            @Option(names = "--zone") @Nullable String zone,
            @Option(names = "--public-address") @Nullable String publicAddress,
            @Option(names = "--coefficient", description = "1 counts traffic once, 2 twice.")
                    @Nullable Double coefficient,
            @Option(names = "--label", paramLabel = "K=V") @Nullable Map<String, String> labels) {
        Long milli = coefficient == null ? null : Math.round(coefficient * 1000);
        var body =
                Api.body(
                        "zone", zone,
                        "publicAddress", publicAddress,
                        "coefficientMilli", milli,
                        "labels", labels);
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, node), body).json(),
                        "Node '" + node + "' is changed.");
    }

    @Command(name = "rename", description = "Gives a node another name.")
    void rename(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE") String node,
            @Parameters(paramLabel = "NEW") String name) {
        var body = Api.body("name", name);
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, node), body).json(),
                        "Node '%s' is now '%s'.".formatted(node, name));
    }

    @Command(name = "drain", description = "Gives the node no new users and no new work.")
    void drain(@Mixin Connection connection, @Parameters(paramLabel = "NODE") String node) {
        connection.client().post(Api.of(ALL, node) + ":drain", Api.body());
        connection.output().note("Node '" + node + "' is drained.");
    }

    @Command(name = "resume", description = "Ends draining.")
    void resume(@Mixin Connection connection, @Parameters(paramLabel = "NODE") String node) {
        connection.client().post(Api.of(ALL, node) + ":resume", Api.body());
        connection.output().note("Node '" + node + "' takes users and work again.");
    }

    @Command(name = "remove", description = "Removes a node for ever; its keys are refused after.")
    void remove(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "NODE") String node,
            @Option(names = "--plan", description = "Only show what would go.") boolean plan) {
        if (plan) {
            connection
                    .output()
                    .show(connection.client().delete(Api.of(ALL, node) + "?plan=true").json());
            return;
        }
        confirm.ask("Remove node '" + node + "' for ever");
        connection.client().delete(Api.of(ALL, node));
        connection.output().note("Node '" + node + "' is removed.");
    }
}
