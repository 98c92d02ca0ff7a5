package dev.covey.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of resource, with the words under which it is stored and served. */
public enum Kind {
    CLUSTER("clusters", ClusterSpec.class, ClusterStatus.class),
    NODE("nodes", NodeSpec.class, NodeStatus.class),
    JOIN_STRING("join-strings", JoinStringSpec.class, JoinStringStatus.class),
    INBOUND("inbounds", InboundSpec.class, InboundStatus.class),
    ROUTE("routes", RouteSpec.class, RouteStatus.class),
    USER("users", UserSpec.class, UserStatus.class),
    OPERATION("operations", OperationSpec.class, OperationStatus.class),
    EVENT("events", EventSpec.class, NoStatus.class),
    ADMIN("admins", AdminSpec.class, NoStatus.class),
    SESSION("sessions", SessionSpec.class, NoStatus.class),
    TOKEN("tokens", TokenSpec.class, NoStatus.class),
    AUDIT("audit", AuditSpec.class, NoStatus.class);

    private final String plural;
    private final Class<? extends Spec> spec;
    private final Class<? extends Status> status;

    Kind(String plural, Class<? extends Spec> spec, Class<? extends Status> status) {
        this.plural = plural;
        this.spec = spec;
        this.status = status;
    }

    /** The word in REST paths, such as {@code nodes}. */
    public String plural() {
        return plural;
    }

    /** The word in store keys and messages, such as {@code node} or {@code join-string}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if resources of this kind have a name that is unique within the kind. */
    public boolean named() {
        return this != EVENT && this != SESSION && this != AUDIT;
    }

    /** The record that holds this kind's specification. */
    public Class<? extends Spec> specType() {
        return spec;
    }

    /** The record that holds this kind's status. */
    public Class<? extends Status> statusType() {
        return status;
    }

    /** The kind served under a REST path word, if there is one. */
    public static Optional<Kind> ofPlural(String plural) {
        return Arrays.stream(values()).filter(k -> k.plural.equals(plural)).findFirst();
    }

    /** The kind of a specification. */
    public static Kind of(Spec spec) {
        return Arrays.stream(values())
                .filter(k -> k.spec == spec.getClass())
                .findFirst()
                .orElseThrow();
    }
}
