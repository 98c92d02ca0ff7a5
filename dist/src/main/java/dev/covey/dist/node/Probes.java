package dev.covey.dist.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.covey.model.json.Json;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What programs on this machine may ask a node that is no master: {@code /healthz}, {@code /readyz}
 * and {@code /metrics}, by HTTPS on loopback, on the port where a master has its API; so one check
 * fits every node. Serves with the JDK's own small server: a worker has no other. Safe from any
 * thread.
 */
final class Probes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
    private static final int BACKLOG = 16;
    private static final String JSON = "application/json";
    private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

    static {
        // The server's own bounds; it reads them once, when it is loaded.
        System.setProperty("jdk.httpserver.maxConnections", "32");
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final HttpsServer server;
    private final AgentPart agent;
    private final String node;

    /** Starts them; a node whose port is taken goes without, and its log says so. */
    static Optional<Probes> start(Surroundings around, AgentPart agent) {
        int port = around.node().ports().https();
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            return Optional.of(new Probes(around, agent, HttpsServer.create(address, BACKLOG)));
        } catch (IOException e) {
            LOG.warn(
                    "Expected to serve /healthz on 127.0.0.1:{}, but: {}. The node runs without."
                            + " Free the port and restart it.",
                    port,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Probes(Surroundings around, AgentPart agent, HttpsServer server) {
        this.server = server;
        this.agent = agent;
        this.node = around.node().name().replace("\\", "\\\\").replace("\"", "\\\"");
        SSLContext tls =
                Tls.context(
                        new LiveKeys(around.identity().member()),
                        DatedTrust.ofServers(around.identity()::authorities, around.clock()));
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(around.tasks());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String method = call.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                send(call, 405, JSON, "{\"status\":\"only GET and HEAD\"}");
                return;
            }
            switch (call.getRequestURI().getPath()) {
                case "/healthz" -> send(call, 200, JSON, "{\"status\":\"ok\"}");
                case "/readyz" -> ready(call);
                case "/metrics" -> send(call, 200, FIGURES, figures());
                default -> send(call, 404, JSON, "{\"status\":\"not found\"}");
            }
        }
    }

    /** Asked for the active master, which this is not, it is never ready. */
    private void ready(HttpExchange call) throws IOException {
        boolean ready = agent.ready();
        boolean wrong = String.valueOf(call.getRequestURI().getQuery()).contains("active=true");
        ObjectNode body = Json.object().put("role", "worker").put("active", agent.master());
        body.put("why", ready ? "" : agent.why());
        send(call, ready && !wrong ? 200 : 503, JSON, Json.text(body));
    }

    private String figures() {
        var now = agent.metrics();
        long users = now.getOnlineList().stream().mapToLong(each -> each.getUsers()).sum();
        Runtime java = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        figure(text, "covey_ready", agent.ready() ? 1 : 0);
        figure(text, "covey_core_up", agent.serves() ? 1 : 0);
        figure(text, "covey_node_cpu", now.getCpu());
        figure(text, "covey_node_online", (double) users);
        figure(
                text,
                "covey_node_bytes_per_second",
                (double) (now.getRxBytesPerSecond() + now.getTxBytesPerSecond()));
        figure(text, "covey_node_memory_used_bytes", (double) now.getMemoryUsedBytes());
        figure(text, "covey_node_disk_used_bytes", (double) now.getDiskUsedBytes());
        figure(
                text,
                "covey_java_heap_used_bytes",
                (double) (java.totalMemory() - java.freeMemory()));
        return text.toString();
    }

    private void figure(StringBuilder text, String name, double value) {
        text.append("# TYPE %s gauge\n%s{node=\"%s\"} %s\n".formatted(name, name, node, value));
    }

    private static void send(HttpExchange call, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        boolean head = call.getRequestMethod().equals("HEAD");
        call.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            call.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
