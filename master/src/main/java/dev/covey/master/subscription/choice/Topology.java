package dev.covey.master.subscription.choice;

import dev.covey.master.subscription.profile.Target;
import dev.covey.model.ClusterSpec;
import dev.covey.model.ClusterStatus;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all subscriptions of a cluster have in common.
 *
 * @param title shown above the lines
 * @param supportUrl empty for none
 * @param origin scheme, host and port under which this master answers users
 * @param pools all routes, ordered by name
 */
public record Topology(String title, String supportUrl, String origin, List<Pool> pools) {

    private static final int HTTPS = 443;

    /** Copies the list. */
    public Topology {
        pools = List.copyOf(pools);
    }

    /**
     * The topology as the store has it.
     *
     * @param self the id of the node whose address users are given; where it has gone, another
     *     master's
     */
    public static Topology of(Resources resources, String self) {
        Map<String, Resource<NodeSpec, NodeStatus>> nodes = new HashMap<>();
        resources.list(Type.NODE).forEach(node -> nodes.put(node.id(), node));
        Map<String, List<Candidate>> byRoute = new HashMap<>();
        for (Resource<InboundSpec, InboundStatus> inbound : resources.list(Type.INBOUND)) {
            Resource<NodeSpec, NodeStatus> node = nodes.get(inbound.spec().node());
            if (node != null) {
                byRoute.computeIfAbsent(inbound.spec().route(), _ -> new ArrayList<>())
                        .add(Candidate.of(inbound, node));
            }
        }
        List<Pool> pools =
                resources.list(Type.ROUTE).stream()
                        .map(
                                r ->
                                        Pool.of(
                                                r.id(),
                                                r.name(),
                                                r.spec().algorithm(),
                                                byRoute.getOrDefault(r.id(), List.of())))
                        .sorted(Comparator.comparing(Pool::name).thenComparing(Pool::route))
                        .toList();
        Optional<Resource<ClusterSpec, ClusterStatus>> cluster =
                resources.list(Type.CLUSTER).stream().filter(c -> c.spec().self()).findFirst();
        return new Topology(
                cluster.map(Topology::title).orElse("Covey"),
                cluster.map(c -> c.spec().supportUrl()).orElse(""),
                origin(nodes, self),
                pools);
    }

    private static String title(Resource<ClusterSpec, ClusterStatus> cluster) {
        String title = cluster.spec().profileTitle();
        return title.isBlank() ? cluster.name() : title;
    }

    private static String origin(Map<String, Resource<NodeSpec, NodeStatus>> nodes, String self) {
        return Optional.ofNullable(nodes.get(self))
                .or(() -> anyMaster(nodes))
                .map(node -> origin(node.spec()))
                .orElse("");
    }

    private static Optional<Resource<NodeSpec, NodeStatus>> anyMaster(
            Map<String, Resource<NodeSpec, NodeStatus>> nodes) {
        return nodes.values().stream()
                .filter(n -> n.spec().master())
                .min(Comparator.comparing(Resource::id));
    }

    private static String origin(NodeSpec node) {
        int port = node.ports().https();
        return "https://" + Target.inUrl(node.publicAddress()) + (port == HTTPS ? "" : ":" + port);
    }
}
