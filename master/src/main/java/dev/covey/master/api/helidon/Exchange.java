package dev.covey.master.api.helidon;

import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Peer;
import dev.covey.master.api.http.Problems;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.Target;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries one request to the door and its answer back. */
final class Exchange {

    private final Function<Request, Response> door;
    private final Bounds bounds;
    private final Deadlines deadlines;

    Exchange(Function<Request, Response> door, Bounds bounds, Deadlines deadlines) {
        this.door = door;
        this.bounds = bounds;
        this.deadlines = deadlines;
    }

    void handle(ServerRequest request, ServerResponse response) {
        deadlines.disarm();
        try {
            write(answer(request), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the peer has gone: the connection or stream ends
        } finally {
            Answering.done();
            deadlines.idle();
        }
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // The library says so in its answer (RFC 9112, 9.6), and leaves the connection open.
            throw new CloseConnectionException("the client has no further request");
        }
    }

    private Response answer(ServerRequest request) {
        try {
            return door.apply(request(request));
        } catch (ProblemException e) {
            return Problems.response(e.problem());
        }
    }

    private Request request(ServerRequest request) {
        Method method =
                Method.of(request.prologue().method().text())
                        .orElseThrow(() -> notServed(request.prologue().method().text()));
        Target target =
                Target.parse(request.prologue().uriPath().rawPath(), request.query().rawValue());
        return new Request(
                method,
                target,
                name -> header(request, HeaderNames.create(name)),
                () -> body(request),
                peer(request.remotePeer()));
    }

    /** HTTP/2 splits the cookies over several fields: RFC 9113 8.2.3. */
    private static Optional<String> header(ServerRequest request, HeaderName name) {
        if (!name.equals(HeaderNames.COOKIE)) {
            return request.headers().first(name);
        }
        List<String> crumbs = request.headers().all(name, List::of);
        return crumbs.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", crumbs));
    }

    private InputStream body(ServerRequest request) {
        deadlines.arm(bounds.arrival());
        return new FilterInputStream(request.content().inputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = framed(() -> super.read(buffer, offset, length));
                if (read < 0) {
                    deadlines.disarm();
                }
                return read;
            }
        };
    }

    @FunctionalInterface
    private interface Reading {
        int read() throws IOException;
    }

    /** The library throws what comes to hand when a body's frames or chunks make no sense. */
    private static int framed(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            throw new ProblemException(
                    new Problem.Malformed(
                            "malformed_http", "Expected the body of an HTTP request (RFC 9112)."));
        }
    }

    private static ProblemException notServed(String method) {
        return new ProblemException(
                new Problem.Malformed(
                        "method_not_allowed",
                        "Expected GET, HEAD, POST, PUT, PATCH or DELETE, but it is something"
                                + (method.length() > 16 ? " long." : " else.")));
    }

    private static Peer peer(PeerInfo info) {
        InetAddress address =
                info.address() instanceof InetSocketAddress socket && socket.getAddress() != null
                        ? socket.getAddress()
                        : InetAddress.getLoopbackAddress();
        return new Peer(address, info.tlsCertificates().map(Exchange::chain).orElse(List.of()));
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return Arrays.stream(certificates)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    private void write(Response answer, ServerResponse response) throws IOException {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(name, value));
        switch (answer.content()) {
            case Response.Content.Bytes(byte[] bytes) -> {
                Answering.stillWanted();
                Answering.done();
                deadlines.arm(bounds.departure());
                response.send(bytes);
            }
            case Response.Content.Stream(Response.Writer writer) -> stream(writer, response);
        }
    }

    private void stream(Response.Writer writer, ServerResponse response) throws IOException {
        deadlines.disarm();
        try (OutputStream out = watched(response.outputStream())) {
            writer.write(out);
        }
    }

    /** A peer that does not read must not hold the writer for ever. */
    private OutputStream watched(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Answering.stillWanted();
                deadlines.arm(bounds.departure());
                out.write(bytes, offset, length);
                deadlines.disarm();
            }

            @Override
            public void flush() throws IOException {
                deadlines.arm(bounds.departure());
                out.flush();
                deadlines.disarm();
            }
        };
    }
}
