package dev.covey.dist.store;

import dev.covey.etcd.past.Retention;
import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.PeerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the flags come to.
 *
 * @param cluster a UUID, made of the cluster's token
 * @param peerUrl where members reach this one
 * @param advertised where clients are told to go
 * @param members all that are to be, this one among them, each by its name
 * @param retention how much of the past is kept when no client compacts
 */
record StorePlan(
        String cluster,
        String name,
        Path directory,
        List<Urls> clientUrls,
        List<String> advertised,
        Urls peerUrl,
        Birth birth,
        List<PeerSpec> members,
        Retention retention) {

    static StorePlan of(StoreOptions options) {
        Urls listen = one("listen-peer-urls", options.listenPeerUrls);
        List<Urls> clients = Urls.parse("listen-client-urls", options.listenClientUrls);
        clients.forEach(url -> url.safe("listen-client-urls"));
        String peers =
                Objects.requireNonNullElse(options.advertisePeerUrls, options.listenPeerUrls);
        String all =
                Objects.requireNonNullElseGet(
                        options.initialCluster, () -> options.name + "=" + peers);
        List<PeerSpec> members = members(all, options.name, listen.secure());
        Path directory = directory(options);
        return new StorePlan(
                Token.in(directory, options.initialClusterToken).cluster(),
                options.name,
                directory,
                clients,
                advertised(options, clients),
                listen.safe("listen-peer-urls"),
                birth(options, members),
                members,
                Retention.of(options.compactionMode, options.compactionRetention));
    }

    /** Where this member keeps what it holds. */
    Path store() {
        return store(directory);
    }

    /** Where a member with a directory keeps log and snapshots. */
    static Path store(Path directory) {
        return directory.resolve("member");
    }

    /** This member, as the others are to know it. */
    PeerSpec self() {
        return members.stream()
                .filter(each -> each.node().equals(node()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a name is on the list of members. */
    boolean names(String name) {
        return members.stream().anyMatch(each -> each.node().equals(name));
    }

    /** Where a member keeps everything. */
    static Path directory(StoreOptions options) {
        return Objects.requireNonNullElseGet(
                options.dataDirectory, () -> Path.of(options.name + ".etcd"));
    }

    /** This member as the others are to reach it. */
    static PeerSpec self(StoreOptions options) {
        String urls = Objects.requireNonNullElse(options.advertisePeerUrls, options.listenPeerUrls);
        return members(
                        Objects.requireNonNullElseGet(
                                options.initialCluster, () -> options.name + "=" + urls),
                        options.name,
                        one("listen-peer-urls", options.listenPeerUrls).secure())
                .stream()
                .filter(member -> member.node().equals(node(options.name)))
                .findFirst()
                .orElseThrow();
    }

    /** Where programs ask how the member is, beside the clients' ports. */
    static List<Urls> pages(StoreOptions options) {
        String option = "listen-metrics-urls";
        List<Urls> urls =
                options.listenMetricsUrls == null
                        ? List.of()
                        : Urls.parse(option, options.listenMetricsUrls);
        urls.forEach(url -> url.safe(option));
        return urls;
    }

    private static List<String> advertised(StoreOptions options, List<Urls> listened) {
        return options.advertiseClientUrls == null
                ? listened.stream().map(Urls::toString).toList()
                : Urls.parse("advertise-client-urls", options.advertiseClientUrls).stream()
                        .map(Urls::toString)
                        .toList();
    }

    private static Birth birth(StoreOptions options, List<PeerSpec> members) {
        return switch (options.initialClusterState) {
            case "new" -> new Birth.Found(members);
            case "existing" -> new Birth.Join();
            default -> {
                Check.that(
                        false,
                        "initial-cluster-state",
                        "new or existing",
                        options.initialClusterState);
                yield new Birth.Resume();
            }
        };
    }

    private static Urls one(String option, String text) {
        List<Urls> all = Urls.parse(option, text);
        Check.that(all.size() == 1, option, "one URL", text);
        return all.getFirst();
    }

    /** The members of a list that must name one of them. */
    static List<PeerSpec> founders(String text, String self) {
        return members(text, self, text.contains("=https:"));
    }

    private static List<PeerSpec> members(String text, String self, boolean secure) {
        List<PeerSpec> members = members(text, secure);
        String node = node(self);
        Check.that(
                members.stream().anyMatch(member -> member.node().equals(node)),
                "initial-cluster",
                "a list that names this member, '" + self + "'",
                text);
        return members;
    }

    private static List<PeerSpec> members(String text, boolean secure) {
        Map<String, List<Endpoint>> urls = new LinkedHashMap<>();
        for (String each : text.split(",", -1)) {
            int equals = each.indexOf('=');
            Check.that(equals > 0, "initial-cluster", "NAME=URL,...", text);
            Urls url =
                    Urls.one("initial-cluster", each.substring(equals + 1)).safe("initial-cluster");
            Check.that(url.secure() == secure, "initial-cluster", "all http or all https", text);
            urls.computeIfAbsent(node(each.substring(0, equals).strip()), _ -> new ArrayList<>())
                    .add(url.at());
        }
        return urls.entrySet().stream()
                .map(each -> new PeerSpec(each.getKey(), each.getValue()))
                .toList();
    }

    /** What this member's certificate must be called. */
    String node() {
        return node(name);
    }

    /** The node id of a member with a name; also what the member's certificate must be called. */
    static String node(String name) {
        String id = name.toLowerCase(Locale.ROOT);
        Check.id("name", id);
        return id;
    }
}
