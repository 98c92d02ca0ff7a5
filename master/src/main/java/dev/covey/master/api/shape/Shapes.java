package dev.covey.master.api.shape;

import dev.covey.model.AdminSpec;
import dev.covey.model.AuditSpec;
import dev.covey.model.ClusterSpec;
import dev.covey.model.EventSpec;
import dev.covey.model.InboundSpec;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.OperationSpec;
import dev.covey.model.Resource;
import dev.covey.model.RouteSpec;
import dev.covey.model.SessionSpec;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.TokenSpec;
import dev.covey.model.UserSpec;
import dev.covey.model.json.Json;
import dev.covey.model.json.Words;
import dev.covey.runtime.resource.Resources;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Shows resources of one view. For one thread. */
public final class Shapes {

    private final FleetShapes fleet;
    private final VpnShapes vpn;

    /** Shows what a view has, with what is live. */
    public Shapes(Resources resources, Live live) {
        this.fleet = new FleetShapes(resources, live);
        this.vpn = new VpnShapes(resources, live);
    }

    /** Any resource. */
    public ObjectNode of(Resource<? extends Spec, ? extends Status> resource) {
        ObjectNode shape = meta(resource);
        switch (resource.spec()) {
            case ClusterSpec cluster -> fleet.cluster(shape, cluster, resource);
            case NodeSpec node -> fleet.node(shape, node, resource);
            case JoinStringSpec string -> joinString(shape, string, resource.status());
            case InboundSpec inbound -> vpn.inbound(shape, inbound, resource);
            case RouteSpec route -> vpn.route(shape, route, resource);
            case UserSpec user -> vpn.user(shape, user, resource);
            case OperationSpec operation -> operation(shape, operation, resource.status());
            case EventSpec event -> event(shape, event);
            case AdminSpec admin ->
                    shape.put("role", Words.of(admin.role()))
                            .put("mustChangePassword", admin.mustChangePassword());
            case TokenSpec token -> token(shape, token);
            case AuditSpec line -> audit(shape, line);
            case SessionSpec session ->
                    shape.put("admin", session.admin())
                            .put("expiresAt", session.expiresAt().toString());
        }
        return shape;
    }

    private static ObjectNode meta(Resource<?, ?> resource) {
        Meta meta = resource.meta();
        ObjectNode shape = Json.object();
        shape.put("id", meta.id());
        shape.put("name", meta.name());
        shape.put("generation", meta.generation());
        shape.put("createdAt", meta.createdAt().toString());
        ObjectNode labels = shape.putObject("labels");
        meta.labels().forEach(labels::put);
        shape.put("revision", resource.revision());
        return shape;
    }

    /** Adds a list of the words of an enumeration. */
    static void words(ObjectNode shape, String name, Collection<? extends Enum<?>> values) {
        var list = shape.putArray(name);
        values.stream().sorted().forEach(v -> list.add(Words.of(v)));
    }

    /** Adds a list of texts. */
    static void texts(ObjectNode shape, String name, Collection<String> values) {
        var list = shape.putArray(name);
        values.forEach(list::add);
    }

    private static void joinString(
            ObjectNode shape, JoinStringSpec string, Optional<? extends Status> status) {
        words(shape, "roles", string.roles());
        shape.put("expiresAt", string.expiresAt().toString());
        shape.put("uses", string.uses());
        shape.put("cidr", string.cidr());
        ObjectNode inner = shape.putObject("status");
        inner.putArray("usedBy");
        status.ifPresent(s -> inner.setAll(Json.tree(s)));
    }

    private static void operation(
            ObjectNode shape, OperationSpec operation, Optional<? extends Status> status) {
        shape.put("type", operation.type());
        shape.put("subject", operation.subject());
        shape.put("actor", operation.actor());
        shape.put("attempt", operation.attempt());
        shape.put("cancelled", operation.cancelled());
        shape.set("parameters", Json.tree(operation.parameters()));
        ObjectNode inner = shape.putObject("status");
        inner.put("state", "Pending").put("attempt", operation.attempt()).put("result", "");
        inner.putArray("stages");
        inner.putArray("log");
        status.ifPresent(s -> inner.setAll(Json.tree(s)));
    }

    private static void event(ObjectNode shape, EventSpec event) {
        shape.put("severity", Words.of(event.severity()));
        shape.put("reason", event.reason());
        shape.put("subject", event.subject());
        shape.put("text", event.text());
    }

    private static void token(ObjectNode shape, TokenSpec token) {
        shape.put("role", Words.of(token.role()));
        shape.put("createdBy", token.createdBy());
        token.expiresAt().ifPresent(at -> shape.put("expiresAt", at.toString()));
    }

    private static void audit(ObjectNode shape, AuditSpec line) {
        shape.put("actor", line.actor());
        shape.put("action", line.action());
        shape.put("subject", line.subject());
        shape.put("detail", line.detail());
    }
}
