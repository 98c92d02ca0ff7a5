package dev.covey.master.subscription;

import dev.covey.master.rows.Counter;
import dev.covey.master.subscription.choice.Boards;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.master.telemetry.NodeFigures.Beat;
import dev.covey.master.telemetry.NodeFigures.InboundFigures;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.ClusterSpec;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.json.Json;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.time.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A small cluster in memory whose subscriptions are fetched. */
public final class Village {

    /** A key such as Reality has. */
    public static final String PUBLIC_KEY = "jNXHt1yRo0vDuchQlIP6Z0ZvjT3KtzVI-T4E7RoLJS0";

    /** The cores' and the store's door. */
    public final MemoryStore store = MemoryStore.single();

    /** Writes rows. */
    public final Seed seed = new Seed(store);

    /** What nodes report. */
    public final Telemetry telemetry = new Telemetry();

    /** Cluster time. */
    public final FakeClock clock = new FakeClock();

    /** What is tested. */
    public final Subscriptions subscriptions =
            new Subscriptions(
                    store::view,
                    (row, secret) -> Seed.open(secret),
                    clock,
                    new Boards(telemetry, clock, "m1"));

    /** With a cluster and the master {@code m1}. */
    public Village() {
        seed.create(
                "village",
                new ClusterSpec(true, "Village VPN", "https://example.com/?a=ü", List.of()));
        seed.node("m1", Role.MASTER);
    }

    /** A worker that is ready. */
    public Village worker(String id) {
        seed.node(id, Role.WORKER);
        return node(id, NodeStatus.State.READY);
    }

    /** The state of a node. */
    public Village node(String id, NodeStatus.State state) {
        seed.status(Kind.NODE, id, new NodeStatus(state, clock.instant(), "", "1.0", List.of()));
        return this;
    }

    /** An inbound that is active. */
    public Village inbound(String id, String name, String node, String route) {
        InboundSpec spec =
                new InboundSpec(
                        node,
                        route,
                        InboundSpec.Protocol.VLESS_REALITY,
                        443,
                        "www.example.com",
                        false,
                        Seed.sealed("key"),
                        PUBLIC_KEY,
                        List.of("0123456789abcdef"));
        Meta meta = Meta.first(id, name, clock.instant());
        seed.commit(new Draft(store.view()).create(meta, spec));
        return inbound(id, InboundStatus.State.ACTIVE);
    }

    /** The state of an inbound. */
    public Village inbound(String id, InboundStatus.State state) {
        seed.status(Kind.INBOUND, id, new InboundStatus(state, "", 1));
        return this;
    }

    /** The subscription token of a user. */
    public static String token(long number) {
        return "T%023d".formatted(number);
    }

    /** The credential of a user. */
    public static String credential(long number) {
        return "b8d6b0c2-1f77-4b53-9d4c-%012x".formatted(number);
    }

    /** A user without limit; all routes if none is named. */
    public Village user(long number, String... routes) {
        return user(number, 0, Optional.empty(), routes);
    }

    /** A user. */
    public Village user(long number, long limit, Optional<Instant> expiresAt, String... routes) {
        String id = "user-" + number;
        String hash = Tokens.hash(token(number));
        Draft draft = new Draft(store.view());
        draft.create(
                Meta.first(id, id, clock.instant()),
                new UserSpec(
                        number,
                        true,
                        limit,
                        0,
                        expiresAt,
                        List.of(routes),
                        "",
                        Seed.sealed(credential(number)),
                        Seed.sealed(token(number)),
                        hash));
        draft.put("x/sub/" + hash, Json.utf8(id));
        seed.commit(draft);
        return this;
    }

    /** The user as it stands. */
    public Resource<UserSpec, UserStatus> found(long number) {
        return new Resources(store.view()).need(Type.USER, "user-" + number);
    }

    /** Changes a user. */
    public void change(long number, UnaryOperator<UserSpec> change) {
        seed.change(Type.USER, "user-" + number, change);
    }

    /** What was counted of a user. */
    public Village counted(long number, long up, long down, long weighted) {
        Change.Put put = (Change.Put) new Counter(up, down, weighted).put(number);
        seed.commit(new Draft(store.view()).put(put.key(), put.value()));
        return this;
    }

    /** A node tells how much its users' traffic is. */
    public Village carries(String node, long bytesPerSecond) {
        NodeFigures figures =
                new NodeFigures(
                        node,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        clock.instant(),
                        Optional.empty(),
                        List.of(new InboundFigures("any", 0, bytesPerSecond)));
        telemetry.heard(new Beat(figures, Set.of()));
        return this;
    }

    /** Fetches as an application that says nothing of itself. */
    public Answer get(long number) {
        return get(number, Optional.empty());
    }

    /** Fetches in a format. */
    public Answer get(long number, String format) {
        return get(number, Optional.of(format));
    }

    private Answer get(long number, Optional<String> format) {
        return subscriptions.answer(
                new SubscriptionRequest(token(number), format, Optional.empty(), Optional.empty()));
    }

    /** The share links that a user is given. */
    public List<String> links(long number) {
        return text(get(number, "links")).lines().toList();
    }

    /** A body as text. */
    public static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
