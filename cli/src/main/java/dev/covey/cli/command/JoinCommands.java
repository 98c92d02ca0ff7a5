package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Join strings. */
final class JoinCommands {

    private static final String ALL = "join-strings";

    private JoinCommands() {}

    /** What kind of join string is wanted. */
    static final class Wish {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "worker (default), master or master,worker.")
        String role = "worker";

        @Option(names = "--ttl", paramLabel = "DURATION", description = "Default: 1h.")
        String ttl = "1h";

        @Option(
                names = "--uses",
                paramLabel = "N",
                description = "How many servers may join with it; default: 1.")
        int uses = 1;

        @Option(
                names = "--cidr",
                paramLabel = "NETWORK",
                description = "Where the joiner must come from.")
        @Nullable String cidr;

        @Option(names = "--list", description = "List the join strings instead.")
        boolean list;

        @Option(names = "--revoke", paramLabel = "ID", description = "Revoke one instead.")
        @Nullable String revoke;
    }

    static void joinInfo(Connection connection, Wish wish) {
        if (wish.list) {
            print(connection);
            return;
        }
        if (wish.revoke != null) {
            connection.client().delete(Api.of(ALL, wish.revoke));
            connection.output().gone(wish.revoke, "Join string " + wish.revoke + " is revoked.");
            return;
        }
        var body =
                Api.body(
                        "role", wish.role,
                        "ttlSeconds", Api.span(wish.ttl).toSeconds(),
                        "uses", wish.uses,
                        "cidr", wish.cidr);
        var made = connection.client().post(Api.of(ALL), body).json();
        if (connection.output().machine()) {
            connection.output().document(made);
            return;
        }
        connection.output().note("On the new server, as root:\n");
        connection.output().note("  " + Cells.text(made.path("command")) + "\n");
        connection.output().note("or, where Covey is installed, 'covey join' with this line:");
        connection.output().value(Cells.text(made.path("joinString")));
    }

    private static void print(Connection connection) {
        Table table =
                new Table(
                        Column.at("ID", "/id"),
                        Column.at("ROLES", "/roles"),
                        Column.time("EXPIRES", "/expiresAt"),
                        Column.at("USES", "/uses"),
                        Column.at("USED BY", "/status/usedBy"));
        connection
                .output()
                .list(connection.client().list(Api.of(ALL)), table, "There are no join strings.");
    }
}
