package dev.covey.master.api.forward;

import dev.covey.master.api.auth.Forwarded;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Forwarder;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.Sse;
import dev.covey.master.api.read.Reader;
import dev.covey.model.Endpoint;
import dev.covey.model.NodeSpec;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.pki.tls.Tls;
import dev.covey.runtime.store.Leadership;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** Forwards over HTTPS with this master's client certificate. Safe from any thread. */
public final class MasterForwarder implements Forwarder {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(20);
    private static final int CHUNK = 16 * 1024;

    private static final List<String> PASSED_ON =
            List.of(
                    "Accept",
                    "Content-Type",
                    "Cookie",
                    "If-Match",
                    "Last-Event-ID",
                    "Covey-Least-Revision",
                    "Covey-Allow-Stale");

    private static final List<String> HANDED_BACK =
            List.of(
                    "Content-Type",
                    "ETag",
                    "Location",
                    "Retry-After",
                    "Set-Cookie",
                    "WWW-Authenticate",
                    "Request-Id",
                    "Covey-Revision",
                    "Covey-Stale-Seconds");

    private final Reader reader;
    private final Leadership leadership;
    private final String self;
    private final HttpClient client;

    /**
     * Forwards from one master.
     *
     * @param self this master's node id
     * @param tls presents this node's certificate and trusts the cluster's servers
     * @param executor runs what the HTTP client needs to run
     */
    public MasterForwarder(
            Reader reader, Leadership leadership, String self, SSLContext tls, Executor executor) {
        this.reader = reader;
        this.leadership = leadership;
        this.self = self;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .sslParameters(Tls.clusterClient())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(executor)
                        .build();
    }

    @Override
    public Optional<Response> forward(Call call) {
        Optional<Endpoint> active = active();
        if (active.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    answer(
                            client.send(
                                    request(call, active.get()),
                                    HttpResponse.BodyHandlers.ofInputStream())));
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            return Optional.empty(); // nothing was sent
        } catch (UnknownHostException e) {
            return Optional.empty();
        } catch (IOException e) {
            return lost(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost(call);
        }
    }

    /** A read that was lost is as if it had not been sent; a write may have been done. */
    private static Optional<Response> lost(Call call) {
        if (call.request().method().safe()) {
            return Optional.empty();
        }
        throw new ProblemException(new Problem.Unknown(call.requestId()));
    }

    private Optional<Endpoint> active() {
        return leadership
                .standing()
                .leader()
                .filter(leader -> !leader.equals(self))
                .flatMap(leader -> reader.local().get(Type.NODE, leader))
                .map(node -> address(node.spec()));
    }

    private static Endpoint address(NodeSpec node) {
        return new Endpoint(node.address(), node.ports().https());
    }

    private static HttpRequest request(Call call, Endpoint to) throws UnknownHostException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(call, to))
                        .timeout(FIRST_BYTE)
                        .method(
                                call.request().method().name(),
                                HttpRequest.BodyPublishers.ofByteArray(call.request().body()));
        for (String name : PASSED_ON) {
            call.request().header(name).ifPresent(value -> request.header(name, value));
        }
        request.header(Call.REQUEST_ID, call.requestId());
        request.header(Forwarded.PEER, call.request().peer().address().getHostAddress());
        call.known()
                .ifPresent(
                        caller ->
                                request.header(Forwarded.ACTOR, Forwarded.header(caller.actor())));
        return request.build();
    }

    /**
     * By address, because a host name would take the place of the name that the cluster asks for.
     */
    private static URI uri(Call call, Endpoint to) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(to.host());
        String host = new Endpoint(address.getHostAddress(), to.port()).toString();
        String query = call.request().target().rawQuery();
        return URI.create(
                "https://"
                        + host
                        + call.request().target().path()
                        + (query.isEmpty() ? "" : "?" + query));
    }

    private static Response answer(HttpResponse<InputStream> answer) throws IOException {
        Optional<String> type = answer.headers().firstValue("Content-Type");
        Response response =
                type.filter(t -> t.startsWith(Sse.TYPE)).isPresent()
                        ? Response.stream(Sse.TYPE, out -> copy(answer.body(), out))
                        : Response.of(answer.statusCode(), type.orElse(""), whole(answer.body()));
        for (String name : HANDED_BACK) {
            Optional<String> value = answer.headers().firstValue(name);
            response = value.isPresent() ? response.with(name, value.get()) : response;
        }
        return response;
    }

    private static byte[] whole(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        try (in) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                out.flush();
            }
        }
    }
}
