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

/** What {@code covey up} prints once the cluster runs. */
final class Welcome {

    private static final int LINK_TRIES = 150;
    private static final String API = "/v1/clusters/self";

    private final Client client;
    private final Output output;

    Welcome(Client client, Output output) {
        this.client = client;
        this.output = output;
    }

    /** Prints where everything is. {@code password} is how to log in the first time. */
    void print(NodeFile node, String password) {
        output.lines(
                List.of(
                        "",
                        "Cluster '%s' runs on '%s'.".formatted(node.clusterName(), node.name())));
        row(
                "Console",
                "https://%s:%d".formatted(bracketed(node.publicAddress()), node.ports().https()));
        if (!password.isEmpty()) {
            row("Log in as", "admin, " + password);
        }
        firstUser(node);
        joinCommand();
        ports(node);
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
            row("Subscription", subscription);
            output.lines(Qr.lines(subscription));
        } else if (!link.isEmpty()) {
            row("Client link", link);
            output.lines(Qr.lines(link));
            row("", why(node));
        }
        if (!trusted) {
            row("Subscription", subscription);
        } else if (!link.isEmpty()) {
            row("Client link", link);
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
            row("Add a server", made.path("command").asString(""));
            row("", "(on the new server, as root, within an hour; more: covey join-info)");
        } catch (Refusal refusal) {
            row("Add a server", "covey join-info");
        }
    }

    private void ports(NodeFile node) {
        TreeSet<Integer> open = new TreeSet<>(List.of(node.ports().https(), node.ports().agents()));
        open.add(node.ports().raft());
        for (JsonNode inbound : client.get(API + "/inbounds").json().path("items")) {
            open.add(inbound.path("port").asInt());
        }
        row(
                "Ports to open",
                String.join(", ", open.stream().map(String::valueOf).toList()) + " (TCP)");
    }

    private void row(String name, String value) {
        output.lines(List.of("  %-14s %s".formatted(name, value).stripTrailing()));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
