package dev.covey.runtime.resource;

import dev.covey.model.ClusterSpec;
import dev.covey.model.InboundSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Link;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.Ports;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.RouteSpec;
import dev.covey.model.Sealed;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.Transaction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes resources as the API would, for tests and simulations. Ids are names; secrets are "sealed"
 * by a prefix, see {@link #open}. The store must commit at once.
 */
public final class Seed {
    private static final Instant BORN = Instant.parse("2030-01-01T00:00:00Z");
    private static final String SEALED = "sealed:";

    private final Store store;

    /** Writes into a store that leads. */
    public Seed(Store store) {
        this.store = store;
    }

    /** The text that {@link #sealed} hid. */
    public static String open(Sealed secret) {
        return secret.box().substring(SEALED.length());
    }

    /** A text as if it were sealed. */
    public static Sealed sealed(String text) {
        return new Sealed(SEALED + text);
    }

    /** The key pin that a seeded node has. */
    public static String pin(String node) {
        return "%064x".formatted(new BigInteger(1, node.getBytes(StandardCharsets.UTF_8)));
    }

    /** The cluster's own row. */
    public Seed cluster(String id) {
        return create(id, new ClusterSpec(true, "", "", List.of()));
    }

    /** A node on an address of its own. */
    public Seed node(String id, Role... roles) {
        return create(
                id,
                new NodeSpec(
                        Set.of(roles),
                        "",
                        List.of(new Link(0, id + ".example", 0)),
                        id + ".example",
                        Ports.at(8440),
                        pin(id),
                        NodeSpec.Availability.ACTIVE,
                        1000));
    }

    /** A route. */
    public Seed route(String id) {
        return create(id, new RouteSpec(RouteSpec.Algorithm.LEAST_LOADED));
    }

    /** An inbound; an empty route for none. */
    public Seed inbound(String id, String node, String route) {
        return create(
                id,
                new InboundSpec(
                        node,
                        route,
                        InboundSpec.Protocol.VLESS_REALITY,
                        443,
                        "www.example.com",
                        false,
                        sealed("key of " + id),
                        "k".repeat(43),
                        List.of("ab")));
    }

    /** A user without limit and expiry. */
    public Seed user(String id, long number, String... routes) {
        return create(id, userSpec(number, 0, Optional.empty(), routes));
    }

    /** What a user is given; 0 for no limit. */
    public static UserSpec userSpec(
            long number, long limit, Optional<Instant> expiresAt, String... routes) {
        return new UserSpec(
                number,
                true,
                limit,
                0,
                expiresAt,
                List.of(routes),
                "",
                sealed("credential " + number),
                sealed("token " + number),
                "hash " + number);
    }

    /** A resource whose name is its id. */
    public Seed create(String id, Spec spec) {
        return commit(new Draft(store.view()).create(Meta.first(id, id, BORN), spec));
    }

    /** Changes a specification. */
    public <S extends Spec, T extends Status> Seed change(
            Type<S, T> type, String id, UnaryOperator<S> change) {
        Resource<S, T> old = new Resources(store.view()).need(type, id);
        return commit(new Draft(store.view()).update(old, change.apply(old.spec())));
    }

    /** Deletes a resource. */
    public Seed delete(Type<?, ?> type, String id) {
        return commit(new Draft(store.view()).delete(new Resources(store.view()).need(type, id)));
    }

    /** Writes a status, which is a controller's right where one runs. */
    public Seed status(Kind kind, String id, Status status) {
        return commit(new Draft(store.view()).status(new Key(kind, id), status));
    }

    /** Commits a draft as somebody, unless there is nothing to do. */
    public Seed commit(Draft draft) {
        if (draft.isEmpty()) {
            return this;
        }
        Outcome outcome =
                store.commit(Transaction.of(draft.conditions(), draft.changes(), "seed", "a test"))
                        .toCompletableFuture()
                        .join();
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError("could not seed: " + outcome);
        }
        return this;
    }
}
