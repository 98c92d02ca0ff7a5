package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.api.shape.Shapes;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole at a glance: the map, and the figures of all nodes. */
public final class OverviewEndpoints {

    private final Desk desk;

    /** Overviews. */
    public OverviewEndpoints(Desk desk) {
        this.desk = desk;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        SELF + "/topology",
                        Access.VIEWER,
                        Doc.reads("overview", "Masters, workers, inbounds, routes.", "Topology"),
                        this::topology),
                Endpoint.live(
                        SELF + "/metrics",
                        Access.VIEWER,
                        Doc.reads("overview", "The latest figures of all nodes.", "MetricsList"),
                        this::metrics));
    }

    private Response topology(Call call) {
        Reading reading = desk.reading(call);
        Resources resources = reading.resources();
        Shapes shapes = new Shapes(resources, desk.live());
        ObjectNode answer = Json.object();
        nodes(answer.putArray("masters"), shapes, resources, n -> n.spec().master());
        nodes(answer.putArray("workers"), shapes, resources, n -> n.spec().worker());
        ArrayNode inbounds = answer.putArray("inbounds");
        ArrayNode routes = answer.putArray("routes");
        ArrayNode edges = answer.putArray("edges");
        for (Resource<InboundSpec, InboundStatus> inbound : resources.list(Type.INBOUND)) {
            inbounds.add(shapes.of(inbound));
            edge(edges, "node/" + inbound.spec().node(), inbound.key().toString());
            if (!inbound.spec().route().isEmpty()) {
                edge(edges, inbound.key().toString(), "route/" + inbound.spec().route());
            }
        }
        resources.list(Type.ROUTE).forEach(route -> routes.add(shapes.of(route)));
        answer.put("revision", resources.view().revision());
        return reading.mark(Response.json(answer));
    }

    private static void nodes(
            ArrayNode list,
            Shapes shapes,
            Resources resources,
            Predicate<Resource<NodeSpec, NodeStatus>> which) {
        resources.list(Type.NODE).stream().filter(which).forEach(n -> list.add(shapes.of(n)));
    }

    private static void edge(ArrayNode edges, String from, String to) {
        edges.addObject().put("from", from).put("to", to);
    }

    private Response metrics(Call call) {
        Reading reading = desk.reading(call);
        ObjectNode answer = Json.object();
        answer.putPOJO("items", desk.live().telemetry().latest());
        answer.put("revision", reading.resources().view().revision());
        return reading.mark(Response.json(answer));
    }
}
