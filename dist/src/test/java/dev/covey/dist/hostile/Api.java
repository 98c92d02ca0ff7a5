package dev.covey.dist.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API as root asks it, request by request over connections of their own. */
final class Api {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int WARM = 60;
    private static final Pattern TRACE =
            Pattern.compile(
                    "Exception|\tat |at dev\\.covey|at java\\.|tools\\.jackson|io\\.helidon");
    private static final Pattern VOLATILE =
            Pattern.compile(
                    "\"(revision|generation)\":\\d+|\"status\":\\{[^}]*}|\"continue\":\"\"");

    private final Node node;

    Api(Node node) {
        this.node = node;
    }

    /** Sends a request and returns the whole answer, which must hold no stack trace. */
    String send(String method, String path, String headers, String body) {
        String head =
                "%s %s HTTP/1.1\r\nHost: covey\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                        .formatted(method, path, node.token());
        String length =
                headers.contains("ength:") || headers.contains("ncoding:") ? "" : length(body);
        return raw(head + length + headers + "\r\n" + body);
    }

    private static String length(String body) {
        return "Content-Length: " + body.length() + "\r\n";
    }

    /** Sends any bytes over TLS. */
    String raw(String bytes) {
        try {
            String answer =
                    Wire.talk(
                            Wire.tls(Wire.credulous(), node.port(3), "http/1.1"),
                            Wire.bytes(bytes),
                            PATIENCE_MILLIS);
            assertThat(TRACE.matcher(answer).find()).as(answer).isFalse();
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no connection for: " + bytes.lines().findFirst(), e);
        }
    }

    /** Posts JSON. */
    String post(String path, String body) {
        return send("POST", path, "Content-Type: application/json\r\n", body);
    }

    /** Reads. */
    String get(String path) {
        return send("GET", path, "", "");
    }

    /** Asks until the program has compiled what it needs. */
    void warmUp() {
        for (int i = 0; i < WARM; i++) {
            assertThat(get("/v1/clusters/self/users")).startsWith("HTTP/1.1 200");
        }
        assertThat(post("/v1/clusters/self/routes", "{\"name\":\"west\"}")).contains(" 201 ");
        assertThat(post("/v1/clusters/self/users", "{\"name\":\"anna\"}")).contains(" 201 ");
    }

    /** What is in the cluster, without what changes by itself. */
    String state() {
        StringBuilder all = new StringBuilder();
        for (String kind : new String[] {"users", "routes", "inbounds"}) {
            String answer = get("/v1/clusters/self/" + kind);
            String body = answer.substring(answer.indexOf("\r\n\r\n"));
            all.append(VOLATILE.matcher(body).replaceAll(""));
        }
        return all.toString();
    }

    /** A join string for one worker. */
    String joinString(int seconds) {
        String answer =
                post(
                        "/v1/clusters/self/join-strings",
                        "{\"role\":\"worker\",\"ttlSeconds\":" + seconds + "}");
        Matcher found = Pattern.compile("covey1-[A-Za-z0-9_-]+").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group();
    }
}
