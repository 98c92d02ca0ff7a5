package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.telemetry.NodeFigures;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamTest {
    private static final String SELF = "/v1/clusters/self";

    private final Rig rig = new Rig();
    private final Caller root = rig.start().root();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aListIsWatchedFromWhatIsThere() throws IOException {
        root.post(SELF + "/users", "{\"name\":\"ann\"}");
        try (EventReader events = root.events(SELF + "/users?watch=true")) {
            EventReader.Event first = events.next();
            assertThat(first.name()).isEqualTo("put");
            assertThat(first.data().path("name").asString()).isEqualTo("ann");
            assertThat(events.next().name()).isEqualTo("synced");

            root.patch(SELF + "/users/ann", "{\"note\":\"new\"}");
            EventReader.Event changed = events.next();
            assertThat(changed.name()).isEqualTo("put");
            assertThat(changed.data().path("note").asString()).isEqualTo("new");
            String id = changed.data().path("id").asString();
            root.delete(SELF + "/users/ann");
            EventReader.Event gone = events.next();
            assertThat(gone.name()).isEqualTo("delete");
            assertThat(gone.data().path("id").asString()).isEqualTo(id);
            assertThat(Long.parseLong(gone.id())).isGreaterThan(Long.parseLong(changed.id()));
        }
    }

    @Test
    void aStreamGoesOnWhereItBroke() throws IOException {
        String seen;
        try (EventReader events = root.events(SELF + "/routes?watch=true")) {
            seen = events.next(e -> e.name().equals("synced")).id();
        }
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        Caller resuming = root.with("Last-Event-ID", seen);
        try (EventReader events = resuming.events(SELF + "/routes?watch=true")) {
            EventReader.Event missed = events.next();
            assertThat(missed.name()).isEqualTo("put");
            assertThat(missed.data().path("name").asString()).isEqualTo("west");
        }
        try (EventReader ahead =
                root.with("Last-Event-ID", "999999").events(SELF + "/routes?watch=true")) {
            assertThat(ahead.next().name()).isEqualTo("resync");
        }
        assertThat(root.with("Last-Event-ID", "x").get(SELF + "/routes?watch=true").status())
                .isEqualTo(400);
    }

    @Test
    void severalKindsComeInOneStream() throws IOException {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        try (EventReader events =
                root.events(SELF + "/watch?kinds=clusters,nodes,routes,inbounds,metrics")) {
            events.next(e -> e.name().equals("synced"));
            root.post(
                    SELF + "/inbounds",
                    "{\"name\":\"i\",\"node\":\"m1\",\"masquerade\":\"a.b\",\"route\":\"west\"}");
            Set<String> wanted = Set.of("inbounds.put", "routes.put", "clusters.put");
            EventReader.Event one = events.next(e -> wanted.contains(e.name()));
            assertThat(one.name()).isIn(wanted);
            EventReader.Event route = events.next(e -> e.name().equals("routes.put"));
            assertThat(route.data().path("inbounds").size()).isEqualTo(1);
            rig.telemetry.heard(
                    new NodeFigures.Beat(
                            new NodeFigures(
                                    "m1",
                                    0.5,
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    rig.time.instant(),
                                    Optional.empty(),
                                    List.of()),
                            Set.of()));
            EventReader.Event figures = events.next(e -> e.name().equals("metrics.put"));
            assertThat(figures.data().path("node").asString()).isEqualTo("m1");
            assertThat(figures.data().path("online").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aStreamEndsWithTheTokenItWasOpenedWith() throws IOException {
        String token =
                root.post("/v1/tokens", "{\"name\":\"t\",\"role\":\"viewer\"}")
                        .json()
                        .path("token")
                        .asString();
        Caller viewer = root.with("Authorization", "Bearer " + token);
        try (EventReader events = viewer.events(SELF + "/routes?watch=true")) {
            events.next(e -> e.name().equals("synced"));
            root.delete("/v1/tokens/t");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> events.next(e -> false))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aNewNameIsToldOfAllThatShowIt() throws IOException {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        root.post(SELF + "/users", "{\"name\":\"ann\",\"routes\":[\"west\"]}");
        root.post(
                SELF + "/inbounds",
                "{\"name\":\"i\",\"node\":\"m1\",\"masquerade\":\"a.b\",\"route\":\"west\"}");
        try (EventReader events = root.events(SELF + "/watch?kinds=inbounds,users")) {
            events.next(e -> e.name().equals("synced"));
            root.patch(SELF + "/nodes/m1", "{\"name\":\"london\"}");
            assertThat(events.next().data().path("nodeName").asString()).isEqualTo("london");
            root.patch(SELF + "/routes/west", "{\"name\":\"east\"}");
            assertThat(events.next().data().path("routeName").asString()).isEqualTo("east");
            assertThat(events.next().data().path("routeNames").path(0).asString())
                    .isEqualTo("east");
        }
    }

    @Test
    void whoBecomesAVoterIsTold() throws IOException {
        try (EventReader events = root.events(SELF + "/watch?kinds=nodes")) {
            events.next(e -> e.name().equals("synced"));
            rig.quorum.standby("m2");
            EventReader.Event told = events.next(e -> e.name().equals("nodes.put"));
            assertThat(told.data().path("id").asString()).isEqualTo(Rig.NODE);
        }
    }

    @Test
    void whoAsksOnlyForTheHeadOfAStreamTakesNoRoom() throws IOException {
        for (int i = 0; i < 1001; i++) {
            assertThat(root.send("HEAD", SELF + "/watch", Optional.empty()).status())
                    .isEqualTo(200);
        }
        try (EventReader events = root.events(SELF + "/watch")) {
            events.next(e -> e.name().equals("synced"));
        }
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThat(root.get(SELF + "/watch?kinds=sessions").status()).isEqualTo(400);
        assertThat(root.get(SELF + "/watch?kinds=x").code()).isEqualTo("unknown_kind");
    }
}
