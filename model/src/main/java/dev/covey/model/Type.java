package dev.covey.model;

/**
 * A kind together with the Java types of its parts, so that reading a resource gives typed records.
 */
public record Type<S extends Spec, T extends Status>(Kind kind, Class<S> spec, Class<T> status) {

    public static final Type<ClusterSpec, ClusterStatus> CLUSTER =
            new Type<>(Kind.CLUSTER, ClusterSpec.class, ClusterStatus.class);
    public static final Type<NodeSpec, NodeStatus> NODE =
            new Type<>(Kind.NODE, NodeSpec.class, NodeStatus.class);
    public static final Type<JoinStringSpec, JoinStringStatus> JOIN_STRING =
            new Type<>(Kind.JOIN_STRING, JoinStringSpec.class, JoinStringStatus.class);
    public static final Type<InboundSpec, InboundStatus> INBOUND =
            new Type<>(Kind.INBOUND, InboundSpec.class, InboundStatus.class);
    public static final Type<RouteSpec, RouteStatus> ROUTE =
            new Type<>(Kind.ROUTE, RouteSpec.class, RouteStatus.class);
    public static final Type<UserSpec, UserStatus> USER =
            new Type<>(Kind.USER, UserSpec.class, UserStatus.class);
    public static final Type<OperationSpec, OperationStatus> OPERATION =
            new Type<>(Kind.OPERATION, OperationSpec.class, OperationStatus.class);
    public static final Type<EventSpec, NoStatus> EVENT =
            new Type<>(Kind.EVENT, EventSpec.class, NoStatus.class);
    public static final Type<AdminSpec, NoStatus> ADMIN =
            new Type<>(Kind.ADMIN, AdminSpec.class, NoStatus.class);
    public static final Type<SessionSpec, NoStatus> SESSION =
            new Type<>(Kind.SESSION, SessionSpec.class, NoStatus.class);
    public static final Type<TokenSpec, NoStatus> TOKEN =
            new Type<>(Kind.TOKEN, TokenSpec.class, NoStatus.class);
    public static final Type<AuditSpec, NoStatus> AUDIT =
            new Type<>(Kind.AUDIT, AuditSpec.class, NoStatus.class);
}
