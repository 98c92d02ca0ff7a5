package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.output.Output;
import dev.covey.cli.output.Qr;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.preflight.GivenCertificate;
import dev.covey.model.json.Json;
import dev.covey.runtime.task.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code covey up} prints once the cluster runs: lines for a person, or one document. */
final class Welcome {

    private static final int LINK_TRIES = 150;
    private static final String INDENT = " ".repeat(17);
    private static final String API = "/v1/clusters/self";

    private final Client client;
    private final Output output;
    private final ObjectNode said = Json.object();

    Welcome(Client client, Output output) {
        this.client = client;
        this.output = output;
    }

    /** Prints where everything is. {@code password} is how to log in the first time. */
    void print(NodeFile node, String password) {
        said.put("cluster", node.clusterName()).put("node", node.name());
        lines("", "Cluster '%s' runs on '%s'.".formatted(node.clusterName(), node.name()));
        row(
                "console",
                "Console",
                "https://%s:%d".formatted(bracketed(node.publicAddress()), node.ports().https()));
        if (!password.isEmpty()) {
            row("login", "Log in as", "admin, " + password);
        }
        firstUser(node);
        joinCommand();
        ports(node);
        if (output.machine()) {
            output.document(said);
        }
    }

    /** A user has links once a worker serves an inbound; that takes a moment after the start. */
    private JsonNode links(String user) {
        String path = API + "/users/" + Client.part(user) + "/link";
        JsonNode links = client.get(path).json();
        for (int i = 0; i < LINK_TRIES && links.path("links").isEmpty() && hasInbounds(); i++) {
            Tasks.pause(Duration.ofMillis(200));
            links = client.get(path).json();
        }
        if (links.path("links").isEmpty()) {
            output.note("No worker serves an inbound yet; see 'covey inbound list'.");
        }
        return links;
    }

    private boolean hasInbounds() {
        return !client.get(API + "/inbounds?limit=1").json().path("items").isEmpty();
    }

    private void firstUser(NodeFile node) {
        JsonNode users = client.get(API + "/users?limit=1").json().path("items");
        if (users.isEmpty()) {
            return;
        }
        String name = users.get(0).path("name").asString("");
        JsonNode links = links(name);
        String link = links.at("/links/0/link").asString("");
        String subscription = links.path("subscriptionUrl").asString("");
        boolean trusted = trusted(node);
        if (trusted) {
            row("subscriptionUrl", "Subscription", subscription);
            lines(Qr.lines(subscription));
        } else if (!link.isEmpty()) {
            row("link", "Client link", link);
            lines(Qr.lines(link));
            lines(INDENT + why(node));
        }
        if (!trusted) {
            row("subscriptionUrl", "Subscription", subscription);
        } else if (!link.isEmpty()) {
            row("link", "Client link", link);
        }
    }

    /** Apps fetch a subscription only from a server whose certificate they trust. */
    private static boolean trusted(NodeFile node) {
        return node.certificate()
                .flatMap(
                        file ->
                                node.certificateKey()
                                        .map(
                                                key ->
                                                        GivenCertificate.trusted(
                                                                Path.of(file), Path.of(key))))
                .orElse(false);
    }

    private static String why(NodeFile node) {
        String why =
                node.certificate()
                        .map(file -> "they do not trust the certificate " + file)
                        .orElse(
                                "its certificate is the cluster's own; --tls-cert and --tls-key"
                                        + " help");
        return "Apps take this link as it is, but not the subscription below: " + why + ".";
    }

    private void joinCommand() {
        try {
            JsonNode made =
                    client.post(
                                    API + "/join-strings",
                                    Json.object().put("role", "worker").put("ttlSeconds", 3600))
                            .json();
            row("joinCommand", "Add a server", made.path("command").asString(""));
            lines(INDENT + "(on the new server, as root, within an hour; more: covey join-info)");
        } catch (Refusal refusal) {
            row("joinCommand", "Add a server", "covey join-info");
        }
    }

    private void ports(NodeFile node) {
        TreeSet<Integer> open = new TreeSet<>(List.of(node.ports().https(), node.ports().agents()));
        open.add(node.ports().raft());
        for (JsonNode inbound : client.get(API + "/inbounds").json().path("items")) {
            open.add(inbound.path("port").asInt());
        }
        open.forEach(said.putArray("ports")::add);
        String all = String.join(", ", open.stream().map(String::valueOf).toList());
        lines("  %-14s %s (TCP)".formatted("Ports to open", all));
    }

    private void row(String key, String name, String value) {
        said.put(key, value);
        lines("  %-14s %s".formatted(name, value).stripTrailing());
    }

    private void lines(String... lines) {
        lines(List.of(lines));
    }

    private void lines(List<String> lines) {
        if (!output.machine()) {
            output.lines(lines);
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
