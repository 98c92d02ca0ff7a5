package dev.covey.cli.client;

import dev.covey.cli.output.Cells;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a master is and how it is spoken to.
 *
 * @param server base URL, such as {@code https://10.0.0.1:8443}
 * @param token bearer token; empty for none
 * @param caFile PEM file of the cluster's authorities; absent to trust what the machine trusts
 */
public record Target(String server, String token, Optional<Path> caFile) {

    private static final Pattern SERVER =
            Pattern.compile("https://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?");

    /** Refuses a token that cannot be one, without showing it. */
    public Target {
        if (!token.matches("[!-~]{0,500}")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "Expected a token of letters, digits and punctuation, but it has other"
                            + " characters or is too long. Copy it as 'covey token create' showed"
                            + " it.");
        }
    }

    /** What the options and the environment say; absent parts are null. */
    public record Asked(@Nullable String server, @Nullable String token, Path dataDirectory) {}

    /**
     * Finds the target: options and environment first, then the node on this machine, then the
     * current context.
     */
    public static Target find(Asked asked, Contexts contexts) {
        Optional<Target> local = local(asked.dataDirectory());
        Optional<Target> context = contexts.current();
        if (asked.server() != null) {
            String server = base(asked.server());
            Optional<Target> known = local.or(() -> context).filter(t -> t.server.equals(server));
            String token =
                    asked.token() != null ? asked.token() : known.map(Target::token).orElse("");
            return new Target(server, token, known.or(() -> local).flatMap(Target::caFile));
        }
        Target found = local.or(() -> context).orElseThrow(Target::nowhere);
        return asked.token() == null
                ? found
                : new Target(found.server, asked.token(), found.caFile);
    }

    /** A base URL as a person gives it, without what may be left out. */
    public static String base(String server) {
        String url = server.contains("://") ? server : "https://" + server;
        if (url.length() > 300 || !SERVER.matcher(url).matches()) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "Expected --server to be an address such as https://10.0.0.1:8443, but it is"
                            + " '%s'.".formatted(Cells.quoted(server)));
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Optional<Target> local(Path dataDirectory) {
        Path file = dataDirectory.resolve("run").resolve("local.json");
        try {
            return Optional.of(read(Json.readTree(Files.readAllBytes(file))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Field by field: a reader for a record would cost every command some hundredths of a second.
     */
    static Target read(JsonNode saved) {
        String ca = saved.path("caFile").asString("");
        return new Target(
                saved.path("server").asString(""),
                saved.path("token").asString(""),
                Optional.of(ca).filter(Predicate.not(String::isEmpty)).map(Path::of));
    }

    private static Refusal nowhere() {
        return new Refusal(
                ExitCode.UNAVAILABLE,
                "Expected a master to talk to, but none runs from this data directory and no"
                    + " context is set. Start one with 'covey up', or give --server and --token, or"
                    + " use 'covey login'.");
    }
}
