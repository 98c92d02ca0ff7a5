package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Qr;
import dev.covey.cli.output.Table;
import dev.covey.model.json.Json;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users: accounts of the VPN. */
@Command(name = "user", description = "Users: accounts of the VPN, one subscription link each.")
public final class UserCommands {

    private static final String ALL = "users";

    private final InstantSource clock;

    /** Reads relative dates against a clock. */
    public UserCommands(InstantSource clock) {
        this.clock = clock;
    }

    @Command(name = "list", description = "Lists users.")
    void list(
            @Mixin Connection connection,
            @Option(
                            names = "--search",
                            paramLabel = "TEXT",
                            description = "Only users whose names contain it.")
                    @Nullable String search) {
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.at("STATE", "/status/state"),
                        Column.bytes("USED", "/usedBytes"),
                        new Column("LIMIT", UserCommands::limit),
                        new Column("EXPIRES", u -> orNever(u.path("expiresAt"))),
                        Column.at("ONLINE", "/online"),
                        Column.at("NOTE", "/note"));
        connection
                .output()
                .list(
                        connection.client().list(Api.of(ALL) + Api.query("q", search)),
                        table,
                        "There are no users.");
    }

    @Command(name = "show", description = "Shows one user.")
    void show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name) {
        connection.output().show(connection.client().get(Api.of(ALL, name)).json());
    }

    @Command(name = "create", description = "Makes a user.")
    void create(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "What it is to be called.") String name,
            @Option(names = "--limit", paramLabel = "SIZE", description = "Such as 50GB; 0: none.")
                    @Nullable String limit,
            @Option(names = "--expires", paramLabel = "WHEN", description = "A date, or 30d.")
                    @Nullable String expires,
            @Option(
                            names = "--route",
                            paramLabel = "ROUTE",
                            description = "Only these routes; repeatable. Default: all.")
                    @Nullable List<String> routes,
            @Option(names = "--note", paramLabel = "TEXT", description = "A remark of your own.")
                    @Nullable String note) {
        ObjectNode body = body(limit, expires, routes, note);
        body.put("name", name);
        connection
                .output()
                .done(
                        connection.client().post(Api.of(ALL), body).json(),
                        "User '%s' is there. Their link: covey user link %s".formatted(name, name));
    }

    @Command(name = "update", description = "Changes a user; --expires never lifts the expiry.")
    void update(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name,
            @Option(names = "--name", paramLabel = "NEW", description = "Another name.")
                    @Nullable String other,
            @Option(names = "--limit", paramLabel = "SIZE", description = "Such as 50GB; 0: none.")
                    @Nullable String limit,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "A date, 30d from now, or never.")
                    @Nullable String expires,
            @Option(
                            names = "--route",
                            paramLabel = "ROUTE",
                            description = "Only these routes; repeatable. '' for all.")
                    @Nullable List<String> routes,
            @Option(names = "--note", paramLabel = "TEXT", description = "A remark of your own.")
                    @Nullable String note,
            @Option(names = "--enabled", negatable = true, description = "Let the user in, or not.")
                    @Nullable Boolean enabled) {
        ObjectNode body = body(limit, expires, routes, note);
        if (other != null) {
            body.put("name", other);
        }
        if (enabled != null) {
            body.put("enabled", enabled);
        }
        connection
                .output()
                .done(
                        connection.client().patch(Api.of(ALL, name), body).json(),
                        "User '" + name + "' is changed.");
    }

    @Command(name = "delete", description = "Deletes a user; live connections are cut.")
    void delete(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name) {
        confirm.ask("Delete user '" + name + "'");
        connection.client().delete(Api.of(ALL, name));
        connection.output().gone(name, "User '" + name + "' is gone.");
    }

    @Command(
            name = "link",
            description = "Prints the subscription link; --direct the client links.")
    void link(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name,
            @Option(names = "--direct", description = "Links that apps take without fetching.")
                    boolean direct) {
        JsonNode links = connection.client().get(Api.of(ALL, name) + "/link").json();
        if (connection.output().machine()) {
            connection.output().document(links);
        } else if (direct) {
            connection
                    .output()
                    .lines(
                            links.path("links")
                                    .valueStream()
                                    .map(l -> l.path("link").asString(""))
                                    .toList());
        } else {
            connection.output().value(links.path("subscriptionUrl").asString(""));
        }
    }

    @Command(name = "qr", description = "Shows the subscription link as a QR code.")
    void qr(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name,
            @Option(names = "--direct", description = "The first client link instead.")
                    boolean direct) {
        JsonNode links = connection.client().get(Api.of(ALL, name) + "/link").json();
        String text =
                direct
                        ? links.at("/links/0/link").asString("")
                        : links.path("subscriptionUrl").asString("");
        if (connection.output().machine()) {
            connection.output().document(Json.object().put("link", text));
        } else {
            connection.output().lines(Qr.lines(text));
        }
    }

    @Command(name = "reset", description = "Sets the used traffic to zero.")
    void reset(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name) {
        var changed = connection.client().post(Api.of(ALL, name) + ":reset", Api.body());
        connection.output().done(changed.json(), "User '" + name + "' starts again at zero.");
    }

    @Command(name = "revoke", description = "Gives a new link and credential; the old ones end.")
    void revoke(
            @Mixin Connection connection,
            @Mixin Confirm confirm,
            @Parameters(paramLabel = "USER", description = "The user's name or id.") String name) {
        confirm.ask("End all links of user '" + name + "'");
        var changed = connection.client().post(Api.of(ALL, name) + ":revoke", Api.body());
        connection
                .output()
                .done(
                        changed.json(),
                        "User '%s' has a new link: covey user link %s".formatted(name, name));
    }

    private ObjectNode body(
            @Nullable String limit,
            @Nullable String expires,
            @Nullable List<String> routes,
            @Nullable String note) {
        ObjectNode body =
                Api.body(
                        "dataLimitBytes",
                        limit == null ? null : Api.size(limit),
                        "routes",
                        List.of("").equals(routes) ? List.of() : routes,
                        "note",
                        note);
        if ("never".equals(expires)) {
            body.putNull("expiresAt");
        } else if (expires != null) {
            body.put("expiresAt", Api.when(expires, clock).toString());
        }
        return body;
    }

    private static String limit(JsonNode user) {
        long limit = user.path("dataLimitBytes").asLong(0);
        return limit == 0 ? "none" : Cells.bytes(limit);
    }

    private static String orNever(JsonNode at) {
        String text = Cells.time(at);
        return text.isEmpty() ? "never" : text;
    }
}
