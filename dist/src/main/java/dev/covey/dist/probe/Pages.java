package dev.covey.dist.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Serves pages with the JDK's own small server. Safe from any thread. */
public final class Pages implements AutoCloseable {

    private static final int BACKLOG = 16;

    static {
        // The server's own bounds; it reads them once, when it is loaded.
        System.setProperty("jdk.httpserver.maxConnections", "32");
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final HttpServer server;
    private final Function<URI, Page> pages;

    private Pages(HttpServer server, Executor executor, Function<URI, Page> pages) {
        this.server = server;
        this.pages = pages;
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Begins to serve with TLS. */
    public static Pages secure(
            InetSocketAddress at, SSLContext tls, Executor executor, Function<URI, Page> pages)
            throws IOException {
        HttpsServer server = HttpsServer.create(at, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Pages(server, executor, pages);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String method = call.getRequestMethod();
            boolean head = method.equals("HEAD");
            Page page =
                    head || method.equals("GET")
                            ? pages.apply(call.getRequestURI())
                            : Page.json(405, "{\"status\":\"only GET and HEAD\"}");
            byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", page.type());
            call.sendResponseHeaders(page.status(), head ? -1 : body.length);
            if (!head) {
                call.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
