package dev.covey.cli.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Where and how a server is reached over SSH. Secrets come from files or standard input only. */
final class SshTarget {

    private static final Pattern FORM =
            Pattern.compile("(?:([^@\\s]{1,32})@)?(\\[[^\\]]+]|[^:\\s]+)(?::([0-9]{1,5}))?");
    private static final int LONGEST_SECRET = 64 * 1024;

    @Parameters(paramLabel = "[USER@]HOST[:PORT]")
    String target = "";

    @Option(names = "--name", description = "The node's name (default: the server's host name).")
    @Nullable String name;

    @Option(names = "--role", description = "worker (default), master or master,worker.")
    String role = "worker";

    @Option(names = "--zone")
    @Nullable String zone;

    @Option(names = "--key", paramLabel = "FILE", description = "Private key to log in with.")
    @Nullable Path key;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    boolean passwordFromInput;

    @Option(
            names = "--host-key",
            paramLabel = "SHA256:…",
            description = "The server's host key; without it an unknown key is shown and refused.")
    @Nullable String hostKey;

    ObjectNode body() {
        Matcher matcher = FORM.matcher(target);
        if (!matcher.matches()) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected [USER@]HOST[:PORT], but found '" + target + "'.");
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
        addSecret(server);
        ObjectNode body = Api.body("name", name, "role", role, "zone", zone);
        body.set("server", server);
        return body;
    }

    private void addSecret(ObjectNode server) {
        try {
            if (key != null) {
                server.put("privateKey", Files.readString(key));
            } else if (passwordFromInput) {
                byte[] line = System.in.readNBytes(LONGEST_SECRET);
                server.put("password", new String(line, StandardCharsets.UTF_8).stripTrailing());
            } else {
                server.put("password", asked());
            }
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected to read " + key + ", but: " + e.getMessage());
        }
    }

    private String asked() {
        Console console =
                Terminal.find()
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ExitCode.USAGE,
                                                "Expected --key FILE or --password-stdin to log in"
                                                        + " with."));
        char[] typed = console.readPassword("Password for %s: ", target);
        return typed == null ? "" : new String(typed);
    }
}
