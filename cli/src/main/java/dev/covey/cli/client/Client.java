package dev.covey.cli.client;

import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls one master. Every write carries a request id, so that it is applied once although the JDK
 * sends it a second time when the connection breaks; a write without an answer is never taken for
 * one that was not done. For one thread at a time.
 */
public final class Client {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;
    private static final int LARGEST = 64 << 20;
    private static final int LARGEST_PAGE = 5000;
    private static final int MOST_ITEMS = 1_000_000;

    private final Target target;
    private final Trust trust;

    /** A client of a target; nothing is sent yet. */
    public Client(Target target) {
        this.target = target;
        this.trust = Trust.of(target.caFile());
    }

    /** Where it calls. */
    public Target target() {
        return target;
    }

    /** Reads. */
    public Reply get(String path) {
        return call("GET", path, null);
    }

    /**
     * Reads a list page after page; the answer is as if it had been one page.
     *
     * @param most items that are wanted; where there are more, {@code continue} says so
     */
    public ObjectNode list(String path, int most) {
        String query =
                path + (path.contains("?") ? "&" : "?") + "limit=" + Math.min(most, LARGEST_PAGE);
        ObjectNode whole = Json.readObject(get(query).body());
        JsonNode page = whole;
        while (page.path("continue").isString() && whole.path("items").size() < most) {
            String next = part(page.path("continue").asString());
            page = get(query + "&continue=" + next).json();
            if (page.path("items").isEmpty()) {
                break;
            }
            page.path("items").forEach(whole.withArray("items")::add);
            whole.set("continue", page.path("continue"));
        }
        if (!whole.path("continue").isString()) {
            whole.remove("continue");
        }
        return whole;
    }

    /** Reads a whole list, within a bound that no cluster reaches. */
    public ObjectNode list(String path) {
        return list(path, MOST_ITEMS);
    }

    /** Sends a body. */
    public Reply post(String path, Object body) {
        return call("POST", path, body);
    }

    /** Changes a part. */
    public Reply patch(String path, Object body) {
        return Patch.send(target, trust, path, Json.bytes(body));
    }

    /** Deletes. */
    public Reply delete(String path) {
        return call("DELETE", path, null);
    }

    /** One part of a path, such as a name, safe against anything in it. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply call(String method, String path, @Nullable Object body) {
        boolean mayBeDone = false;
        try {
            HttpsURLConnection connection = open(method, path);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
            }
            connection.connect();
            mayBeDone = !method.equals("GET");
            if (body != null) {
                connection.getOutputStream().write(Json.bytes(body));
            }
            int status = connection.getResponseCode();
            byte[] content = content(connection, status);
            String stale = connection.getHeaderField("Covey-Stale-Seconds");
            return reply(status, content, Optional.ofNullable(stale));
        } catch (IOException e) {
            throw unreachable(target, mayBeDone, e);
        }
    }

    /** Opens a stream of events; the caller closes it. */
    public InputStream events(String path) {
        try {
            HttpsURLConnection connection = open("GET", path);
            connection.setReadTimeout(READ_MILLIS); // masters send a sign of life
            connection.setRequestProperty("Accept", "text/event-stream");
            int status = connection.getResponseCode();
            if (status >= 400) {
                throw refusal(status, content(connection, status));
            }
            return connection.getInputStream();
        } catch (IOException e) {
            throw unreachable(target, false, e);
        }
    }

    private HttpsURLConnection open(String method, String path) throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create(target.server() + path).toURL().openConnection();
        trust.apply(connection);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        if (!target.token().isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + target.token());
        }
        connection.setRequestMethod(method);
        if (!method.equals("GET")) {
            connection.setRequestProperty("Request-Id", UUID.randomUUID().toString());
        }
        return connection;
    }

    private static byte[] content(HttpsURLConnection connection, int status) throws IOException {
        try (InputStream in =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readNBytes(LARGEST);
        }
    }

    static Reply reply(int status, byte[] content, Optional<String> staleSeconds) {
        if (status >= 400) {
            throw refusal(status, content);
        }
        return new Reply(status, content, staleSeconds);
    }

    private static Refusal refusal(int status, byte[] content) {
        ExitCode exit = ExitCode.ofStatus(status);
        try {
            JsonNode problem = Json.readTree(content);
            String detail = problem.path("detail").asString("");
            String text = detail.isEmpty() ? problem.path("title").asString("") : detail;
            return new Refusal(exit, text, Optional.of(problem));
        } catch (ProblemException e) {
            return new Refusal(exit, "The server answered with HTTP status " + status + ".");
        }
    }

    static Refusal unreachable(Target target, boolean mayBeDone, IOException e) {
        if (mayBeDone) {
            return new Refusal(
                    ExitCode.UNKNOWN,
                    "Expected %s to answer, but the connection ended: %s. It may have been done: look at its list, or at 'covey operations', before you repeat it."
                            .formatted(target.server(), e.getMessage()));
        }
        return new Refusal(
                ExitCode.UNAVAILABLE,
                "Expected to reach %s, but it failed: %s. Is the master running, and the address right?"
                        .formatted(target.server(), e.getMessage()));
    }
}
