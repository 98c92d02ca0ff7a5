package dev.covey.dist.birth;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.pki.join.JoinString;
import dev.covey.pki.tls.PinnedTrust;
import dev.covey.pki.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to the masters that a join string names. Each connection verifies that the server belongs
 * to the cluster of the string before anything is sent.
 */
final class JoinClient {

    private static final int LARGEST_REPLY = 1 << 20;

    private final JoinString string;
    private final InstantSource clock;

    JoinClient(JoinString string, InstantSource clock) {
        this.string = string;
        this.clock = clock;
    }

    /** A master that answers and belongs to the right cluster; without one, why, for each. */
    Optional<Endpoint> reachable(List<String> faults) {
        List<String> why = new ArrayList<>();
        for (Endpoint master : string.masters()) {
            try {
                send(HttpRequest.newBuilder(uri(master, "/healthz")).GET());
                return Optional.of(master);
            } catch (IOException e) {
                why.add(master + ": " + reason(e));
            }
        }
        faults.add(
                "Expected to reach a master of the join string, but none answers. %s. Open the port"
                                .formatted(String.join("; ", why))
                        + " there, or make a new join string.");
        return Optional.empty();
    }

    /** Sends a request to join, which holds the secret. */
    JsonNode send(Endpoint master, String path, JsonNode body) {
        try {
            HttpResponse<byte[]> answer =
                    send(
                            HttpRequest.newBuilder(uri(master, path))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    Json.bytes(body))));
            JsonNode reply = Json.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw refused(answer.statusCode(), reply);
            }
            return reply;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "join_failed",
                            "Expected an answer of %s, but: %s. If the join string is used up,"
                                            .formatted(master, reason(e))
                                    + " remove the node and make a new one."));
        }
    }

    private static ProblemException refused(int status, JsonNode problem) {
        String code = problem.path("code").asString("refused");
        String detail = problem.path("detail").asString("The master refused without a reason.");
        return new ProblemException(
                switch (status) {
                    case 401, 403 -> new Problem.Forbidden(code, detail);
                    case 409, 412, 423 -> new Problem.Conflict(code, detail);
                    case 503 -> new Problem.Unavailable(detail, Duration.ofSeconds(5));
                    case 400 -> new Problem.Malformed(code, detail);
                    default -> new Problem.Failed(code, detail);
                });
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        var trust = new PinnedTrust(string.authorityDigest(), clock);
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(Tls.context(null, trust))
                        .sslParameters(Tls.clusterClient())
                        .connectTimeout(Duration.ofSeconds(20))
                        .build()) {
            var answer =
                    client.send(
                            request.timeout(Duration.ofSeconds(30)).build(),
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), LARGEST_REPLY));
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * By address, because a host name would take the place of the name that the cluster asks for.
     */
    private static URI uri(Endpoint master, String path) throws UnknownHostException {
        String address = InetAddress.getByName(master.host()).getHostAddress();
        return URI.create("https://" + new Endpoint(address, master.port()) + path);
    }

    private static String reason(IOException e) {
        String plain =
                switch (e) {
                    case UnknownHostException _ -> "its name is not known here";
                    case IOException _ when e.getMessage() != null -> e.getMessage();
                    default -> "no connection";
                };
        return Tls.problem(e).map(Problem::message).orElse(plain);
    }
}
