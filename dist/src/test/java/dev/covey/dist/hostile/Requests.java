package dev.covey.dist.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Whoever may log in, or holds a link, and sends nonsense. */
final class Requests {

    private static final String USERS = "/v1/clusters/self/users";
    private static final String NODES = "/v1/clusters/self/nodes";

    private final Node node;
    private final Api api;

    Requests(Node node, Api api) {
        this.node = node;
        this.api = api;
    }

    void all() {
        bodies();
        headers();
        targets();
        framing();
        servers();
    }

    private static void refused(String answer, String... statuses) {
        assertThat(answer).matches("(?s)HTTP/1.1 (" + String.join("|", statuses) + ") .*");
    }

    /** Whoever goes on sending may find the connection closed before it reads the refusal. */
    private static void sentAway(String answer) {
        assertThat(answer).matches("(?s)(HTTP/1.1 4.*)?");
    }

    private void bodies() {
        List<String> bodies =
                new ArrayList<>(
                        List.of(
                                "",
                                "{",
                                "nul",
                                "{\"name\":\"b\",\"name\":\"c\"}",
                                "{\"name\":\"b\"} {}",
                                "{\"name\":\"b\",\"colour\":1}",
                                "{\"name\":\"b\",\"dataLimitBytes\":1e400}",
                                "{\"name\":\"b\",\"dataLimitBytes\":" + "9".repeat(5000) + "}",
                                "{\"name\":\"b\",\"dataLimitBytes\":-9223372036854775809}",
                                "{\"name\":\"b\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
                                "{\"name\":\"\u00c3(\u00ff\"}",
                                "{\"name\":\"\\ud800\"}",
                                "{\"name\":"
                                        + "{\"a\":".repeat(9000)
                                        + "1"
                                        + "}".repeat(9000)
                                        + "}",
                                "[".repeat(60_000)));
        bodies.forEach(body -> refused(api.post(USERS, body), "400"));
        refused(api.post(USERS, "{\"name\":\"" + "x".repeat(270_000) + "\"}"), "413");
        sentAway(api.post(USERS, "{\"name\":\"" + "x".repeat(9_000_000) + "\"}"));
    }

    private void headers() {
        String json = "Content-Type: application/json\r\n";
        String body = "{\"note\":\"x\"}";
        refused(
                api.send("PATCH", USERS + "/anna", json + "If-Match: W/\"1\"\r\n", body),
                "400",
                "412");
        refused(api.send("PATCH", USERS + "/anna", json + "If-Match: \"9\"\r\n", body), "412");
        refused(api.send("PATCH", USERS + "/anna", json + "If-Match: *;x\r\n", body), "400");
        refused(api.send("POST", USERS, json + "Request-Id: a b\r\n", "{\"name\":\"b\"}"), "400");
        refused(
                api.send("POST", USERS, json + "Request-Id: " + "x".repeat(999) + "\r\n", "{}"),
                "400");
        refused(api.send("POST", USERS, "Content-Type: text/plain\r\n", "{\"name\":\"b\"}"), "415");
        refused(api.send("GET", USERS + "?watch=true", "Last-Event-ID: minus one\r\n", ""), "400");
        sentAway(api.send("GET", USERS, "X-Long: " + "x".repeat(60_000) + "\r\n", ""));
        sentAway(api.send("GET", USERS, "X: y\r\n".repeat(5000), ""));
        refused(api.send("GET", USERS, "Covey-Least-Revision: 1e9\r\n", ""), "400");
    }

    private void targets() {
        for (String path :
                List.of(
                        "/sub/../../../etc/passwd",
                        "/sub/%2e%2e%2f%2e%2e%2fpki%2fca.key",
                        "/..%2f..%2fetc%2fpasswd",
                        "/console/..;/admin",
                        "/assets/%00",
                        "/v1/clusters/self/users/%ff%fe%00",
                        "/v1/clusters/self/users/" + "a".repeat(3000),
                        "/v1/clusters/nobody/nothing/users",
                        "/sub/" + "A".repeat(24),
                        "/sub/" + "x".repeat(4000),
                        "/sub/'%20OR%201=1--",
                        "/sub/")) {
            String answer = api.get(path);
            // What nothing else has is a page of the console, which is one document.
            assertThat(answer)
                    .matches(
                            path.startsWith("/v1/") || path.startsWith("/sub/")
                                    ? "(?s)HTTP/1.1 (400|404|405) .*"
                                    : "(?s)HTTP/1.1 (400|404|405) .*"
                                            + "|(?s)HTTP/1.1 200 .*<div id=\"root\">.*")
                    .doesNotContain("root:", "PRIVATE KEY");
        }
        sentAway(api.get("/" + "a".repeat(9_000)));
        sentAway(api.get("/" + "a".repeat(100_000)));
    }

    /** Lengths and chunks that contradict each other; a second request must not slip through. */
    private void framing() {
        String hidden = "DELETE /v1/clusters/self/users/anna HTTP/1.1\r\nHost: a\r\n\r\n";
        String json = "Content-Type: application/json\r\n";
        for (String headers :
                List.of(
                        "Content-Length: 2\r\nContent-Length: 3\r\n",
                        "Content-Length: 99999999999999999999\r\n",
                        "Content-Length: -1\r\n",
                        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                        "Transfer-Encoding: chunked, gzip\r\n",
                        "Transfer-Encoding: \u000bchunked\r\n")) {
            String answer = api.send("POST", USERS, json + headers, "0\r\n\r\n" + hidden);
            sentAway(answer);
        }
        for (String chunks :
                List.of(
                        "ffffffffffffffff\r\nx\r\n0\r\n\r\n",
                        "-1\r\nx\r\n0\r\n\r\n",
                        "zz\r\nx\r\n0\r\n\r\n",
                        "2;" + "x".repeat(70_000) + "\r\n{}\r\n0\r\n\r\n")) {
            String answer =
                    api.send("POST", USERS, json + "Transfer-Encoding: chunked\r\n", chunks);
            sentAway(answer);
        }
    }

    /** The form for a server that is reached over SSH. */
    private void servers() {
        for (String host :
                List.of(
                        "",
                        "; rm -rf /",
                        "-oProxyCommand=touch /tmp/x",
                        "a b",
                        "../../etc",
                        "a\\nb",
                        "\\u0000",
                        "[::1",
                        "x".repeat(300),
                        "$(id)")) {
            refused(api.post(NODES, server(host, 22)), "400");
        }
        refused(api.post(NODES, server("127.0.0.1", 0)), "400");
        refused(api.post(NODES, server("127.0.0.1", 70_000)), "400");
        // Ports where something else than SSH answers.
        refused(api.post(NODES, server("127.0.0.1", node.port(3))), "4..", "502", "503");
        refused(api.post(NODES, server("127.0.0.1", 1)), "4..", "502", "503");
    }

    private static String server(String host, int port) {
        return """
        {"name":"evil","role":"worker","server":{"host":"%s","port":%d,"user":"root",\
        "password":"known-password"}}\
        """
                .formatted(host, port);
    }
}
