package dev.covey.cli.command;

import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may manage the cluster. */
public final class AccountCommands {

    private AccountCommands() {}

    /** Administrators. */
    @Command(name = "admin", description = "Administrators: people who run the cluster.")
    public static final class Admins {

        private static final String ALL = "/v1/admins";

        @Command(name = "list", description = "Lists administrators.")
        void list(@Mixin Connection connection) {
            Table table =
                    new Table(
                            Column.at("NAME", "/name"),
                            Column.at("ROLE", "/role"),
                            Column.time("SINCE", "/createdAt"));
            connection
                    .output()
                    .list(connection.client().list(ALL), table, "There are no administrators.");
        }

        @Command(name = "create", description = "Makes an administrator; prints a first password.")
        void create(
                @Mixin Connection connection,
                @Parameters(paramLabel = "NAME", description = "What it is to be called.")
                        String name,
                @Option(
                                names = "--role",
                                paramLabel = "ROLE",
                                defaultValue = "admin",
                                description = "admin (default) or viewer.")
                        String role) {
            var made = connection.client().post(ALL, Api.body("name", name, "role", role)).json();
            password(connection, made, name);
        }

        @Command(name = "reset", description = "Gives an administrator a new password.")
        void reset(
                @Mixin Connection connection,
                @Parameters(paramLabel = "ADMIN", description = "The administrator's name.")
                        String name) {
            String path = ALL + "/" + dev.covey.cli.client.Client.part(name) + ":reset";
            password(connection, connection.client().post(path, Api.body()).json(), name);
        }

        private static void password(
                Connection connection, tools.jackson.databind.JsonNode made, String name) {
            if (connection.output().machine()) {
                connection.output().document(made);
                return;
            }
            connection
                    .output()
                    .note("The password of '" + name + "', to be changed at first login:");
            connection.output().value(Cells.text(made.path("password")));
        }

        @Command(name = "delete", description = "Deletes an administrator; their sessions end.")
        void delete(
                @Mixin Connection connection,
                @Mixin Confirm confirm,
                @Parameters(paramLabel = "ADMIN", description = "The administrator's name.")
                        String name) {
            confirm.ask("Delete administrator '" + name + "'");
            connection.client().delete(ALL + "/" + dev.covey.cli.client.Client.part(name));
            connection.output().gone(name, "Administrator '" + name + "' is gone.");
        }
    }

    /** API tokens. */
    @Command(name = "token", description = "API tokens: how programs log in.")
    public static final class Tokens {

        private static final String ALL = "/v1/tokens";

        private final InstantSource clock;

        /** Reads relative dates against a clock. */
        public Tokens(InstantSource clock) {
            this.clock = clock;
        }

        @Command(name = "list", description = "Lists tokens.")
        void list(@Mixin Connection connection) {
            Table table =
                    new Table(
                            Column.at("NAME", "/name"),
                            Column.at("ROLE", "/role"),
                            Column.at("BY", "/createdBy"),
                            Column.time("EXPIRES", "/expiresAt"));
            connection.output().list(connection.client().list(ALL), table, "There are no tokens.");
        }

        @Command(name = "create", description = "Makes a token and prints it, once.")
        void create(
                @Mixin Connection connection,
                @Parameters(paramLabel = "NAME", description = "What it is to be called.")
                        String name,
                @Option(
                                names = "--role",
                                paramLabel = "ROLE",
                                required = true,
                                description = "admin or viewer.")
                        String role,
                @Option(
                                names = "--expires",
                                paramLabel = "WHEN",
                                description = "A date, or 90d; default: never.")
                        @Nullable String expires) {
            String at = expires == null ? null : Api.when(expires, clock).toString();
            var body = Api.body("name", name, "role", role, "expiresAt", at);
            var made = connection.client().post(ALL, body).json();
            if (connection.output().machine()) {
                connection.output().document(made);
            } else {
                connection.output().note("The token is shown this once:");
                connection.output().value(Cells.text(made.path("token")));
            }
        }

        @Command(name = "delete", description = "Deletes a token; it is refused at once.")
        void delete(
                @Mixin Connection connection,
                @Mixin Confirm confirm,
                @Parameters(paramLabel = "TOKEN", description = "The token's name.") String name) {
            confirm.ask("Delete token '" + name + "'");
            connection.client().delete(ALL + "/" + dev.covey.cli.client.Client.part(name));
            connection.output().gone(name, "Token '" + name + "' is gone.");
        }
    }

    /** The audit list. */
    @Command(name = "audit", description = "Who did what.")
    public static final class Audit implements Runnable {

        @Mixin Connection connection = new Connection();
        @Mixin Last last = new Last();

        @Override
        public void run() {
            Table table =
                    new Table(
                            Column.time("AT", "/createdAt"),
                            Column.at("WHO", "/actor"),
                            Column.at("ACTION", "/action"),
                            Column.at("SUBJECT", "/subject"),
                            Column.at("DETAIL", "/detail"));
            connection
                    .output()
                    .list(
                            connection.client().list("/v1/audit", last.items()),
                            table,
                            "Nobody has done anything.");
        }
    }
}
