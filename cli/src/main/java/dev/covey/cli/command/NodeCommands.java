package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import dev.covey.model.json.Json;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nodes: the machines of the cluster. */
@Command(name = "node", description = "Nodes: the machines of the cluster.")
public final class NodeCommands {

    static final String ALL = "nodes";

    private final InstantSource clock;

    /** Waits by a clock. */
    public NodeCommands(InstantSource clock) {
        this.clock = clock;
    }

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
                .list(connection.client().list(Api.of(ALL)), table, "There are no nodes.");
    }

    private static String state(tools.jackson.databind.JsonNode node) {
        String state = Cells.text(node.at("/status/state"));
        String availability = Cells.text(node.path("availability"));
        String active = node.path("active").asBoolean(false) ? ", active master" : "";
        return (availability.equals("active") ? state : state + ", " + availability) + active;
    }

    @Command(name = "show", description = "Shows one node.")
    void show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node) {
        connection.output().show(connection.client().get(Api.of(ALL, node)).json());
    }

    @Command(name = "connect", description = "Brings a server into the cluster over SSH.")
    void connect(@Mixin Connection connection, @Mixin Follow follow, @Mixin SshTarget target) {
        follow.until(connection, target.send(connection.client(), Api.of(ALL)), clock);
    }

    @Command(name = "update", description = "Changes a node.")
    void update(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node,
            @Option(names = "--zone", paramLabel = "ZONE", description = "Its failure domain.")
                    @Nullable String zone,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description =
                                    "Refused unless it is what the node is: to change it, remove"
                                            + " the node and let it join again.")
                    @Nullable String role,
            @Option(
                            names = "--public-address",
                            paramLabel = "HOST",
                            description = "What users and other nodes dial.")
                    @Nullable String publicAddress,
            @Option(
                            names = "--coefficient",
                            paramLabel = "N",
                            description = "1 counts traffic once, 2 twice, 0 not at all.")
                    @Nullable BigDecimal coefficient,
            @Option(
                            names = "--label",
                            paramLabel = "K=V",
                            description = "A label, repeatable; K= takes it off.")
                    @Nullable Map<String, String> labels) {
        Integer milli = coefficient == null ? null : Api.milli("--coefficient", coefficient);
        var body =
                Api.body(
                        "zone", zone,
                        "role", role,
                        "publicAddress", publicAddress,
                        "coefficientMilli", milli);
        if (labels != null) {
            ObjectNode changes = body.putObject("labels");
            labels.forEach((k, v) -> changes.put(k, v.isEmpty() ? null : v));
        }
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, node), body).json(),
                        "Node '" + node + "' is changed.");
    }

    @Command(name = "rename", description = "Gives a node another name.")
    void rename(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node,
            @Parameters(paramLabel = "NEW", description = "The other name.") String name) {
        var body = Api.body("name", name);
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, node), body).json(),
                        "Node '%s' is now '%s'.".formatted(node, name));
    }

    @Command(
            name = "readdress",
            description = "Says where other nodes reach a node, in place of what was known.")
    void readdress(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node,
            @Mixin LinkOptions links) {
        ObjectNode body = Api.body();
        ArrayNode all = body.putArray("links");
        links.links().forEach(link -> all.add(Json.tree(link)));
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, node), body).json(),
                        "Node '" + node + "' is reached there.");
    }

    @Command(name = "drain", description = "Gives the node no new users and no new work.")
    void drain(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node) {
        var changed = connection.client().post(Api.of(ALL, node) + ":drain", Api.body());
        connection.output().done(changed.json(), "Node '" + node + "' is drained.");
    }

    @Command(name = "maintenance", description = "Sets the node aside for work on the machine.")
    void maintenance(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node) {
        var changed = connection.client().post(Api.of(ALL, node) + ":maintenance", Api.body());
        connection.output().done(changed.json(), "Node '" + node + "' is in maintenance.");
    }

    @Command(name = "resume", description = "Ends draining and maintenance.")
    void resume(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node) {
        var changed = connection.client().post(Api.of(ALL, node) + ":resume", Api.body());
        connection.output().done(changed.json(), "Node '" + node + "' takes users again.");
    }

    @Command(name = "remove", description = "Removes a node for ever; its keys are refused after.")
    void remove(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "NODE", description = "The node's name or id.") String node,
            @Option(names = "--plan", description = "Only show what would go.") boolean plan) {
        if (plan) {
            connection
                    .output()
                    .show(connection.client().delete(Api.of(ALL, node) + "?plan=true").json());
            return;
        }
        confirm.ask("Remove node '" + node + "' for ever");
        connection.client().delete(Api.of(ALL, node));
        connection.output().gone(node, "Node '" + node + "' is removed.");
    }
}
