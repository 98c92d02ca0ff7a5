package dev.covey.master.api.shape;

import dev.covey.master.rows.Counter;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Resource;
import dev.covey.model.RouteSpec;
import dev.covey.model.RouteStatus;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.json.Json;
import dev.covey.model.json.Words;
import dev.covey.runtime.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows inbounds, routes and users. For one thread. */
final class VpnShapes {

    private final Resources resources;
    private final Live live;
    private @Nullable Map<String, List<Resource<InboundSpec, InboundStatus>>> members;
    private @Nullable Set<Long> online;

    VpnShapes(Resources resources, Live live) {
        this.resources = resources;
        this.live = live;
    }

    void inbound(ObjectNode shape, InboundSpec inbound, Resource<?, ?> resource) {
        shape.put("node", inbound.node());
        shape.put("nodeName", name(Type.NODE, inbound.node()));
        shape.put("route", inbound.route());
        shape.put("routeName", name(Type.ROUTE, inbound.route()));
        shape.put("protocol", Words.of(inbound.protocol()));
        shape.put("port", inbound.port());
        shape.put("masquerade", inbound.masquerade());
        shape.put("blockTorrents", inbound.blockTorrents());
        shape.put("publicKey", inbound.publicKey());
        Shapes.texts(shape, "shortIds", inbound.shortIds());
        shape.set(
                "status",
                Json.tree(
                        resource.status()
                                .map(Status.class::cast)
                                .orElse(
                                        new InboundStatus(
                                                InboundStatus.State.PENDING,
                                                "Its worker has not reported it yet.",
                                                0))));
        Optional<NodeFigures.InboundFigures> figures = live.telemetry().inbound(resource.id());
        shape.put("online", figures.map(NodeFigures.InboundFigures::online).orElse(0));
        shape.put(
                "bytesPerSecond",
                figures.map(NodeFigures.InboundFigures::bytesPerSecond).orElse(0L));
    }

    void route(ObjectNode shape, RouteSpec route, Resource<?, ?> resource) {
        List<Resource<InboundSpec, InboundStatus>> inbounds =
                members().getOrDefault(resource.id(), List.of());
        shape.put("algorithm", Words.of(route.algorithm()));
        Shapes.texts(shape, "inbounds", inbounds.stream().map(Resource::id).toList());
        int active =
                (int)
                        inbounds.stream()
                                .flatMap(i -> i.status().stream())
                                .filter(s -> s.state() == InboundStatus.State.ACTIVE)
                                .count();
        shape.set(
                "status",
                Json.tree(
                        resource.status()
                                .map(Status.class::cast)
                                .orElse(new RouteStatus(inbounds.size(), active))));
    }

    void user(ObjectNode shape, UserSpec user, Resource<?, ?> resource) {
        Counter counter = Counter.of(resources.view(), user.number());
        shape.put("number", user.number());
        shape.put("enabled", user.enabled());
        shape.put("dataLimitBytes", user.dataLimitBytes());
        shape.put("usedBytes", counter.used(user.usedOffsetBytes()));
        shape.put("upBytes", counter.up());
        shape.put("downBytes", counter.down());
        user.expiresAt().ifPresent(at -> shape.put("expiresAt", at.toString()));
        Shapes.texts(shape, "routes", user.routes());
        Shapes.texts(
                shape, "routeNames", user.routes().stream().map(r -> name(Type.ROUTE, r)).toList());
        shape.put("note", user.note());
        shape.put("online", online().contains(user.number()) ? 1 : 0);
        shape.set(
                "status",
                Json.tree(
                        resource.status()
                                .map(Status.class::cast)
                                .orElse(
                                        new UserStatus(
                                                user.enabled()
                                                        ? UserStatus.State.ACTIVE
                                                        : UserStatus.State.DISABLED,
                                                resource.meta().createdAt()))));
    }

    private Map<String, List<Resource<InboundSpec, InboundStatus>>> members() {
        Map<String, List<Resource<InboundSpec, InboundStatus>>> known = members;
        if (known == null) {
            known = new HashMap<>();
            for (Resource<InboundSpec, InboundStatus> inbound : resources.list(Type.INBOUND)) {
                known.computeIfAbsent(inbound.spec().route(), _ -> new ArrayList<>()).add(inbound);
            }
            members = known;
        }
        return known;
    }

    private Set<Long> online() {
        Set<Long> known = online;
        if (known == null) {
            known = live.telemetry().online();
            online = known;
        }
        return known;
    }

    /** The name of what is referred to; empty for nothing, and for what no longer exists. */
    private <S extends Spec, T extends Status> String name(Type<S, T> type, String id) {
        return id.isEmpty() ? "" : resources.get(type, id).map(Resource::name).orElse("");
    }
}
