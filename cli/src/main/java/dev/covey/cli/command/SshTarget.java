package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.output.Cells;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a server is reached over SSH, and what it is to be. */
final class SshTarget {

    private static final Pattern FORM =
            Pattern.compile("(?:([^@\\s]{1,32})@)?(\\[[^\\]]+]|[^:\\s]+)(?::([0-9]{1,5}))?");

    @Parameters(paramLabel = "[USER@]HOST[:PORT]", description = "Where its SSH server is.")
    String target = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The node's name (default: the server's host name).")
    @Nullable String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "worker (default), master or master,worker.")
    String role = "worker";

    @Option(names = "--zone", paramLabel = "ZONE", description = "Its failure domain.")
    @Nullable String zone;

    @Mixin SshLogin login = new SshLogin();

    @Option(
            names = "--host-key",
            paramLabel = "SHA256:…",
            description = "The server's host key; without it an unknown key is shown and refused.")
    @Nullable String hostKey;

    ObjectNode body() {
        Matcher matcher = FORM.matcher(target);
        if (!matcher.matches()) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "Expected [USER@]HOST[:PORT], but found '%s'.".formatted(Cells.quoted(target)));
        }
        String port = matcher.group(3);
        ObjectNode server =
                Api.body(
                        "host",
                        matcher.group(2).replaceAll("[\\[\\]]", ""),
                        "port",
                        port == null ? null : Integer.valueOf(port),
                        "user",
                        matcher.group(1),
                        "hostKey",
                        hostKey);
        login.addTo(server, target);
        ObjectNode body = Api.body("name", name, "role", role, "zone", zone);
        body.set("server", server);
        return body;
    }

    /** Asks a person whether the machine is the right one; without a person it is refused. */
    JsonNode send(Client client, String path) {
        ObjectNode body = body();
        try {
            return client.post(path, body).json();
        } catch (Refusal refusal) {
            if (!refusal.code().equals("host_key_unconfirmed")) {
                throw refusal;
            }
            String key = refusal.problem().map(p -> p.path("hostKey").asString("")).orElse("");
            ((ObjectNode) body.path("server")).put("hostKey", confirmed(key));
            return client.post(path, body).json();
        }
    }

    private String confirmed(String key) {
        String answer =
                Terminal.find()
                        .map(
                                c ->
                                        c.readLine(
                                                "%s shows the key %s. Is it its own? [y/N] ",
                                                target, key))
                        .orElse("");
        if (answer.strip().equalsIgnoreCase("y")) {
            return key;
        }
        throw new Refusal(
                ExitCode.CONFLICT,
                "Expected the host key of %s to be known, but it is not; the server shows %s."
                                .formatted(target, key)
                        + " Compare it with the server's own ('ssh-keygen -lf"
                        + " /etc/ssh/ssh_host_ed25519_key.pub' there), then add --host-key "
                        + key);
    }
}
