package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Refusal;
import dev.covey.dist.preflight.Preflight;
import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.model.Ports;
import dev.covey.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what a new cluster of one machine needs to be of use: a route, an inbound, a user. Each
 * step is left out when the thing is there, so that steps which failed can be taken again.
 */
final class FirstSteps {

    /** The name of the route that is made. */
    static final String ROUTE = "default";

    /** The name of the user that is made. */
    static final String USER = "first";

    private static final String API = "/v1/clusters/self";
    private static final int HTTPS = 443;

    private final Client client;
    private final List<String> remarks = new ArrayList<>();

    FirstSteps(Client client) {
        this.client = client;
    }

    /** What could not be done or should be known, as sentences. */
    List<String> remarks() {
        return remarks;
    }

    /** Takes the steps; the inbound is left out, with a remark, where it cannot be made. */
    void take(String node, String masquerade, int port) {
        JsonNode routes = list("routes");
        if (routes.isEmpty()) {
            client.post(API + "/routes", Json.object().put("name", ROUTE));
        }
        if (list("inbounds").isEmpty()) {
            inbound(node, masquerade, port, routes.path(0).path("name").asString(ROUTE));
        }
        if (list("users").isEmpty()) {
            client.post(API + "/users", Json.object().put("name", USER));
        }
    }

    private void inbound(String node, String masquerade, int port, String route) {
        ObjectNode body = Json.object();
        body.put("name", "inbound-1").put("node", node).put("masquerade", masquerade);
        body.put("port", port).put("route", route);
        try {
            client.post(API + "/inbounds", body);
        } catch (Refusal refusal) {
            remarks.add(
                    "The masquerade site failed its check: %s The inbound is made; give"
                                    .formatted(refusal.getMessage())
                            + " another with 'covey inbound update inbound-1 --masquerade HOST'.");
            client.post(API + "/inbounds?force=true", body);
        }
    }

    private JsonNode list(String what) {
        return client.get(API + "/" + what).json().path("items");
    }

    /** Refuses what no inbound can be made of, before anything is made. */
    static void check(String masquerade, @Nullable Integer port) {
        Endpoint.parse("--masquerade", masquerade, HTTPS);
        if (port != null) {
            Check.port("--inbound-port", port);
        }
    }

    /** 443 if nothing uses it, else what the port base gives. */
    static int port(String listen, Ports ports) {
        boolean usual = ports.equals(Ports.at(Ports.DEFAULT_BASE));
        return usual && Preflight.free(listen, HTTPS) ? HTTPS : ports.inbound();
    }
}
