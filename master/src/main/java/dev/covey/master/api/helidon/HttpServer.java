package dev.covey.master.api.helidon;

import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Listens on one address and answers every request with a door: a function that never throws. Each
 * request runs on a virtual thread of its own.
 */
public final class HttpServer implements AutoCloseable {

    /** The library logs a stack trace for each peer that sends garbage. */
    private static final Logger LIBRARY = Logger.getLogger("io.helidon");

    private final WebServer server;
    private final Deadlines deadlines;

    /**
     * Where and how to listen.
     *
     * @param port 0 for any free one
     * @param tls absent for plain HTTP, which is for loopback only; a context whose key manager
     *     reads the present certificate at each handshake renews it without a restart
     */
    public record Listen(String host, int port, Optional<SSLContext> tls, Bounds bounds) {}

    private HttpServer(WebServer server, Deadlines deadlines) {
        this.server = server;
        this.deadlines = deadlines;
    }

    /** Listens; an address that is taken is a failure. */
    public static HttpServer start(
            Listen listen, Function<Request, Response> door, Clock clock, Tasks tasks) {
        LIBRARY.setLevel(Level.OFF);
        Bounds bounds = listen.bounds();
        Deadlines deadlines = new Deadlines(bounds, clock, tasks);
        WebServerConfig.Builder config =
                WebServer.builder()
                        .host(listen.host())
                        .port(listen.port())
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .backlog(Bounds.BACKLOG)
                        .maxTcpConnections(bounds.connections())
                        .maxPayloadSize(Bounds.LARGEST_READ)
                        .idleConnectionTimeout(bounds.idle())
                        .idleConnectionPeriod(bounds.arrival().dividedBy(3))
                        .connectionOptions(o -> o.readTimeout(bounds.idle()))
                        .directHandlers(refusals())
                        .errorHandling(e -> e.includeEntity(false).logAllMessages(false))
                        .protocolsDiscoverServices(false)
                        .addProtocol(http1(bounds))
                        .addConnectionSelector(http2(bounds, deadlines))
                        .routing(routing(new Exchange(door, bounds, deadlines)));
        listen.tls().ifPresent(context -> config.tls(tls(context, deadlines)));
        return new HttpServer(config.build().start(), deadlines);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        deadlines.close();
    }

    private static HttpRouting.Builder routing(Exchange exchange) {
        return HttpRouting.builder().any(exchange::handle);
    }

    private static Http1Config http1(Bounds bounds) {
        return Http1Config.builder()
                .maxHeadersSize(bounds.headerBytes())
                .maxPrologueLength(8192)
                .sendKeepAliveHeader(false)
                .build();
    }

    private static PatientHttp2 http2(Bounds bounds, Deadlines deadlines) {
        Http2Config config =
                Http2Config.builder()
                        .maxHeaderListSize(bounds.headerBytes())
                        .maxConcurrentStreams(bounds.streams())
                        // Each page that a browser leaves cancels what it still asked for.
                        .maxRapidResets(1000)
                        .build();
        return new PatientHttp2(
                Http2ConnectionSelector.builder().http2Config(config).build(), deadlines);
    }

    private static Tls tls(SSLContext context, Deadlines deadlines) {
        SSLContext watched = WatchedTls.of(context, deadlines::connected);
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        parameters.setWantClientAuth(true);
        parameters.setUseCipherSuitesOrder(true);
        return Tls.builder().sslContext(watched).sslParameters(parameters).build();
    }

    private static DirectHandlers refusals() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, new Refused());
        }
        return handlers.build();
    }
}
