package dev.covey.master.api.resource;

import dev.covey.master.api.shape.Live;
import dev.covey.master.command.fleet.DeleteNode;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.RouteSpec;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what a deletion would take with it, without doing it. For one thread. */
final class Plans {

    private final Resources resources;
    private final Live live;
    private final ObjectNode plan = Json.object();
    private final ArrayNode removes = plan.putArray("removes");
    private final ArrayNode effects = plan.putArray("effects");

    Plans(Resources resources, Live live) {
        this.resources = resources;
        this.live = live;
    }

    ObjectNode node(Resource<NodeSpec, NodeStatus> node) {
        List<Resource<InboundSpec, InboundStatus>> inbounds =
                DeleteNode.inbounds(resources, node.id());
        removes(node);
        inbounds.forEach(this::removes);
        emptied(inbounds);
        connected(inbounds);
        if (node.spec().master()) {
            effects.add(
                    "The cluster has one master less; see 'covey masters' for how many it may"
                            + " lose.");
        }
        try {
            DeleteNode.check(resources, node);
        } catch (ProblemException e) {
            plan.putObject("refusal")
                    .put("code", e.problem().code())
                    .put("detail", e.problem().message());
        }
        return plan;
    }

    ObjectNode inbound(Resource<InboundSpec, InboundStatus> inbound) {
        removes(inbound);
        emptied(List.of(inbound));
        connected(List.of(inbound));
        return plan;
    }

    ObjectNode route(Resource<RouteSpec, RouteStatus> route) {
        removes(route);
        long inbounds =
                resources.list(Type.INBOUND).stream()
                        .filter(i -> i.spec().route().equals(route.id()))
                        .count();
        if (inbounds > 0) {
            effects.add(inbounds + " inbounds stay without a route, so users do not see them.");
        }
        long users =
                resources.list(Type.USER).stream()
                        .filter(u -> u.spec().routes().equals(List.of(route.id())))
                        .count();
        if (users > 0) {
            effects.add(users + " users may use this route only and are left with none.");
        }
        return plan;
    }

    private void removes(Resource<?, ?> resource) {
        removes.addObject()
                .put("kind", resource.kind().word())
                .put("id", resource.id())
                .put("name", resource.name());
    }

    private void emptied(List<Resource<InboundSpec, InboundStatus>> going) {
        Set<String> ids = going.stream().map(Resource::id).collect(Collectors.toSet());
        Map<String, Long> left =
                resources.list(Type.INBOUND).stream()
                        .filter(i -> !ids.contains(i.id()))
                        .collect(
                                Collectors.groupingBy(
                                        i -> i.spec().route(), Collectors.counting()));
        going.stream()
                .map(i -> i.spec().route())
                .filter(route -> !route.isEmpty() && !left.containsKey(route))
                .distinct()
                .flatMap(route -> resources.get(Type.ROUTE, route).stream())
                .forEach(r -> effects.add("Route '" + r.name() + "' becomes empty."));
    }

    private void connected(List<Resource<InboundSpec, InboundStatus>> going) {
        int online =
                going.stream()
                        .flatMap(i -> live.telemetry().inbound(i.id()).stream())
                        .mapToInt(NodeFigures.InboundFigures::online)
                        .sum();
        if (online > 0) {
            effects.add(online + " users are connected there and are cut off.");
        }
    }
}
