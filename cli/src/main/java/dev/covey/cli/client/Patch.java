package dev.covey.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends PATCH, which the JDK's small HTTP client cannot; its large one takes longer to start, so it
 * is used for nothing else.
 */
final class Patch {

    private Patch() {}

    static Reply send(Target target, Trust trust, String path, byte[] body) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        trust.apply(builder);
        HttpRequest.Builder request =
                HttpRequest.newBuilder()
                        .timeout(Duration.ofSeconds(60))
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .header("Request-Id", UUID.randomUUID().toString())
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body));
        if (!target.token().isEmpty()) {
            request.header("Authorization", "Bearer " + target.token());
        }
        try (HttpClient client = builder.build()) {
            request.uri(trust.dialled(URI.create(target.server() + path)));
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return Client.reply(answer.statusCode(), answer.body(), Optional.empty());
        } catch (IOException e) {
            throw Client.unreachable(target, !neverSent(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.UNKNOWN, "Interrupted: it may have been done.");
        }
    }

    private static boolean neverSent(IOException e) {
        return e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException;
    }
}
