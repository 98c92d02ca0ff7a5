package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inbounds: entry points into the VPN. */
@Command(name = "inbound", description = "Inbounds: entry points into the VPN on workers.")
public final class InboundCommands {

    private static final String ALL = "inbounds";

    @Command(name = "list", description = "Lists inbounds.")
    void list(@Mixin Connection connection) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("NODE", "/nodeName"),
                        Column.at("PORT", "/port"),
                        Column.at("ROUTE", "/routeName"),
                        Column.at("MASQUERADE", "/masquerade"),
                        Column.at("STATE", "/status/state"),
                        Column.at("ONLINE", "/online"),
                        Column.at("WHY", "/status/why"));
        connection
                .output()
                .list(connection.client().list(Api.of(ALL)), table, "There are no inbounds.");
    }

    @Command(name = "show", description = "Shows one inbound.")
    void show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INBOUND", description = "The inbound's name or id.")
                    String name) {
        connection.output().show(connection.client().get(Api.of(ALL, name)).json());
    }

    @Command(name = "create", description = "Makes an inbound on a worker.")
    void create(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "What it is to be called.") String name,
            @Option(
                            names = "--node",
                            paramLabel = "NODE",
                            required = true,
                            description = "The worker.")
                    String node,
            @Option(
                            names = "--masquerade",
                            required = true,
                            paramLabel = "HOST[:PORT]",
                            description = "The TLS 1.3 site whose face it wears.")
                    String masquerade,
            @Option(
                            names = "--port",
                            paramLabel = "P",
                            description = "Default: 443 if it is free, else another.")
                    @Nullable Integer port,
            @Option(names = "--route", paramLabel = "ROUTE", description = "The route it is in.")
                    @Nullable String route,
            @Option(names = "--block-torrents", description = "Refuse BitTorrent.")
                    boolean blockTorrents,
            @Option(names = "--force", description = "Even if the masquerade site fails its check.")
                    boolean force) {
        var body =
                Api.body(
                        "name", name,
                        "node", node,
                        "masquerade", masquerade,
                        "port", port,
                        "route", route,
                        "blockTorrents", blockTorrents);
        var made = connection.client().post(Api.of(ALL) + forced(force), body).json();
        connection
                .output()
                .done(
                        made,
                        "Inbound '%s' is on node '%s', port %s."
                                .formatted(
                                        name,
                                        Cells.text(made.path("nodeName")),
                                        Cells.text(made.path("port"))));
    }

    @Command(
            name = "update",
            description = "Changes an inbound; --route '' takes it out of its route.")
    void update(
            @Mixin Connection connection,
            @Parameters(paramLabel = "INBOUND", description = "The inbound's name or id.")
                    String name,
            @Option(names = "--name", paramLabel = "NEW", description = "Another name.")
                    @Nullable String other,
            @Option(
                            names = "--masquerade",
                            paramLabel = "HOST[:PORT]",
                            description = "The TLS 1.3 site whose face it wears.")
                    @Nullable String masquerade,
            @Option(names = "--port", paramLabel = "P", description = "Another port.")
                    @Nullable Integer port,
            @Option(
                            names = "--route",
                            paramLabel = "ROUTE",
                            description = "The route it is in; '' for none.")
                    @Nullable String route,
            @Option(
                            names = "--block-torrents",
                            negatable = true,
                            description = "Refuse BitTorrent, or not.")
                    @Nullable Boolean blockTorrents,
            @Option(names = "--force", description = "Even if the masquerade site fails its check.")
                    boolean force) {
        var body =
                Api.body(
                        "name", other,
                        "masquerade", masquerade,
                        "port", port,
                        "route", route,
                        "blockTorrents", blockTorrents);
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, name) + forced(force), body).json(),
                        "Inbound '" + name + "' is changed.");
    }

    @Command(name = "delete", description = "Deletes an inbound.")
    void delete(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "INBOUND", description = "The inbound's name or id.")
                    String name,
            @Option(names = "--plan", description = "Only show what would go.") boolean plan) {
        if (plan) {
            connection
                    .output()
                    .show(connection.client().delete(Api.of(ALL, name) + "?plan=true").json());
            return;
        }
        confirm.ask("Delete inbound '" + name + "'");
        connection.client().delete(Api.of(ALL, name));
        connection.output().gone(name, "Inbound '" + name + "' is gone.");
    }

    private static String forced(boolean force) {
        return force ? "?force=true" : "";
    }
}
