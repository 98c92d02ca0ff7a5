package dev.covey.master.api.shape;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.ClusterSpec;
import dev.covey.model.ClusterStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.model.json.Words;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows clusters and nodes. For one thread. */
final class FleetShapes {

    private final Resources resources;
    private final Live live;
    private @Nullable QuorumView quorum;

    FleetShapes(Resources resources, Live live) {
        this.resources = resources;
        this.live = live;
    }

    void cluster(ObjectNode shape, ClusterSpec cluster, Resource<?, ?> resource) {
        shape.put("self", cluster.self());
        shape.put("profileTitle", cluster.profileTitle());
        shape.put("supportUrl", cluster.supportUrl());
        shape.putPOJO("firewallPorts", cluster.firewallPorts());
        shape.set(
                "status",
                Json.tree(
                        resource.status()
                                .map(Status.class::cast)
                                .orElse(
                                        new ClusterStatus(
                                                ClusterStatus.State.PROVISIONING,
                                                "It has just been founded.",
                                                List.of()))));
        List<Resource<NodeSpec, NodeStatus>> nodes = resources.list(Type.NODE);
        ObjectNode counts = shape.putObject("counts");
        counts.put("masters", nodes.stream().filter(n -> n.spec().master()).count());
        counts.put("workers", nodes.stream().filter(n -> n.spec().worker()).count());
        counts.put("inbounds", count(Kind.INBOUND));
        counts.put("routes", count(Kind.ROUTE));
        counts.put("users", count(Kind.USER));
        counts.put("online", live.telemetry().online().size());
    }

    void node(ObjectNode shape, NodeSpec node, Resource<?, ?> resource) {
        Shapes.words(shape, "roles", node.roles());
        shape.put("zone", node.zone());
        shape.putPOJO("links", node.links());
        shape.put("publicAddress", node.publicAddress());
        shape.set("ports", Json.tree(node.ports()));
        shape.put("availability", Words.of(node.availability()));
        shape.put("coefficientMilli", node.coefficientMilli());
        shape.put("keyPin", node.keyPin());
        shape.set(
                "status",
                Json.tree(
                        resource.status()
                                .map(Status.class::cast)
                                .orElse(
                                        new NodeStatus(
                                                NodeStatus.State.JOINING,
                                                resource.meta().createdAt(),
                                                "It has not reported yet.",
                                                "",
                                                List.of()))));
        QuorumView view = quorum();
        shape.put("active", view.leader().filter(resource.id()::equals).isPresent());
        shape.put("voter", view.member(resource.id()).filter(Member::votes).isPresent());
        live.telemetry()
                .latest(resource.id())
                .ifPresentOrElse(
                        figures -> shape.set("live", Json.tree(figures)),
                        () -> shape.putNull("live"));
        shape.put("trafficBytes", UsageMark.of(resources.view(), resource.id()).bytes());
    }

    private QuorumView quorum() {
        QuorumView known = quorum;
        if (known == null) {
            known = live.quorum().view();
            quorum = known;
        }
        return known;
    }

    private long count(Kind kind) {
        Reply reply =
                resources
                        .view()
                        .query(
                                Space.SYSTEM,
                                new Op.Range(
                                        KeyRange.prefix(Bytes.of(Key.specPrefix(kind))),
                                        0,
                                        0,
                                        RangePart.COUNT,
                                        RangeOrder.DEFAULT,
                                        RangeFilter.NONE));
        return reply instanceof Reply.Applied(long _, Result.Found found, boolean _)
                ? found.count()
                : 0;
    }
}
