package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Contexts;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.client.Target;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers where a cluster is. */
final class LoginCommands {

    private LoginCommands() {}

    static void login(Connection connection, @Nullable Path authorities) {
        if (connection.server == null || connection.token == null) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected --server URL and --token T (or COVEY_TOKEN).");
        }
        try {
            String server = Target.base(connection.server);
            Target target = new Target(server, connection.token, Optional.ofNullable(authorities));
            new Client(target).get("/v1/session");
            String ca = authorities == null ? "" : Files.readString(authorities);
            Contexts.ofUser().save(server, connection.token, ca);
            connection
                    .output()
                    .done(
                            Json.object().put("server", server),
                            "Later commands go to " + server + ".");
        } catch (IOException e) {
            throw new Refusal(ExitCode.FAILED, "Expected to remember it, but: " + e.getMessage());
        }
    }

    static void logout(Connection connection) {
        try {
            Contexts.ofUser().clear();
            connection.output().gone("context", "Forgotten.");
        } catch (IOException e) {
            throw new Refusal(ExitCode.FAILED, "Expected to forget it, but: " + e.getMessage());
        }
    }
}
