package dev.covey.cli.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** How to log in to a server. Secrets come from files, standard input or the keyboard only. */
final class SshLogin {

    private static final int LONGEST_SECRET = 64 * 1024;

    @Option(names = "--key", paramLabel = "FILE", description = "Private key to log in with.")
    @Nullable Path key;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    boolean passwordFromInput;

    /** True if the caller says how. */
    boolean given() {
        return key != null || passwordFromInput;
    }

    /** Adds the secret to a server; asks for a password if there is somebody to ask. */
    void addTo(ObjectNode server, String target) {
        Path file = key;
        if (file != null) {
            server.put("privateKey", keyIn(file));
        } else if (passwordFromInput) {
            server.put("password", fromInput());
        } else {
            server.put("password", asked(target));
        }
    }

    private static String keyIn(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = text(in);
            if (text.contains("PRIVATE KEY")) {
                return text + "\n";
            }
        } catch (IOException e) {
            // said below, as for a file that holds something else
        }
        throw new Refusal(
                ExitCode.USAGE,
                "Expected a file with a private key in OpenSSH or PEM form, but '%s' cannot be read or"
                                .formatted(file)
                        + " holds something else.");
    }

    private static String fromInput() {
        try {
            String password = text(System.in);
            if (!password.isEmpty()) {
                return password;
            }
        } catch (IOException e) {
            // as if there were none
        }
        throw new Refusal(
                ExitCode.USAGE, "Expected a password on standard input, but there is none.");
    }

    private static String text(InputStream in) throws IOException {
        byte[] content = in.readNBytes(LONGEST_SECRET + 1);
        if (content.length > LONGEST_SECRET) {
            throw new Refusal(
                    ExitCode.USAGE, "Expected a secret of at most 64 KiB, but there is more.");
        }
        return new String(content, StandardCharsets.UTF_8).stripTrailing();
    }

    private static String asked(String target) {
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
