package dev.covey.dist.node;

import dev.covey.dist.probe.Page;
import dev.covey.dist.probe.Pages;
import dev.covey.model.json.Json;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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

    private final Pages pages;
    private final AgentPart agent;
    private final String node;

    /** Starts them; a node whose port is taken goes without, and its log says so. */
    static Optional<Probes> start(Surroundings around, AgentPart agent) {
        int port = around.node().ports().https();
        try {
            return Optional.of(new Probes(around, agent, port));
        } catch (IOException e) {
            LOG.warn(
                    "Expected to serve /healthz on 127.0.0.1:{}, but: {}. The node runs without."
                            + " Free the port and restart it.",
                    port,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Probes(Surroundings around, AgentPart agent, int port) throws IOException {
        this.agent = agent;
        this.node = around.node().name().replace("\\", "\\\\").replace("\"", "\\\"");
        SSLContext tls =
                Tls.context(
                        new LiveKeys(around.identity().member()),
                        DatedTrust.ofServers(around.identity()::authorities, around.clock()));
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        this.pages = Pages.secure(address, tls, around.tasks(), this::page);
    }

    private Page page(URI asked) {
        return switch (asked.getPath()) {
            case "/healthz" -> Page.json(200, "{\"status\":\"ok\"}");
            case "/readyz" -> ready(asked);
            case "/metrics" -> Page.figures(figures());
            default -> Page.none();
        };
    }

    /** Asked for the active master, which this is not, it is never ready. */
    private Page ready(URI asked) {
        boolean ready = agent.ready();
        boolean wrong = String.valueOf(asked.getQuery()).contains("active=true");
        ObjectNode body = Json.object().put("role", "worker").put("active", agent.master());
        body.put("why", ready ? "" : agent.why());
        return Page.json(ready && !wrong ? 200 : 503, Json.text(body));
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

    @Override
    public void close() {
        pages.close();
    }
}
