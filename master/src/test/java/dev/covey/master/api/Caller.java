package dev.covey.master.api;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Sends requests as a client would. Immutable: each change makes another one. */
public final class Caller {

    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers;

    /** An answer. */
    public record Answer(HttpResponse<byte[]> response) {
        /** The status. */
        public int status() {
            return response.statusCode();
        }

        /** The body as JSON. */
        public JsonNode json() {
            return Json.readTree(response.body());
        }

        /** The body as text. */
        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        /** A header; empty if it is not there. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The code of a refusal. */
        public String code() {
            return json().path("code").asString("");
        }
    }

    /** Calls a server as nobody. */
    public Caller(String base) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, Map.of());
    }

    /** Calls a server with another client. */
    public Caller(HttpClient client, String base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    /** With one more header. */
    public Caller with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Caller(client, base, more);
    }

    /** As root on the machine. */
    public Caller root() {
        return with("Authorization", "Bearer " + Rig.ROOT);
    }

    /** GET. */
    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** POST with JSON. */
    public Answer post(String path, String json) {
        return send("POST", path, Optional.of(json));
    }

    /** PATCH with JSON. */
    public Answer patch(String path, String json) {
        return send("PATCH", path, Optional.of(json));
    }

    /** DELETE. */
    public Answer delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    /** Any method. */
    public Answer send(String method, String path, Optional<String> json) {
        try {
            return new Answer(
                    client.send(
                            request(method, path, json), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a stream of events. */
    public EventReader events(String path) {
        try {
            return new EventReader(
                    client.send(
                                    request("GET", path, Optional.empty()),
                                    HttpResponse.BodyHandlers.ofInputStream())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, Optional<String> json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        json.filter(_ -> !headers.containsKey("Content-Type"))
                .ifPresent(_ -> request.header("Content-Type", "application/json"));
        return request.method(
                        method,
                        json.map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }
}
