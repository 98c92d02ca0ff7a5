package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.master.api.forward.MasterForwarder;
import dev.covey.master.api.helidon.Bounds;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.model.Link;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.tls.DatedTrust;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ForwardTest {
    private static final String USERS = "/v1/clusters/self/users";

    private final MemoryCluster cluster = MemoryCluster.of("m1", "m2");
    private final Rig active = elected();
    private final P256Key standbyKey = P256Key.make();
    private final Rig standby =
            new Rig(
                    cluster.store("m2"),
                    "m2",
                    reader ->
                            new MasterForwarder(
                                    reader,
                                    cluster.store("m2").leadership(),
                                    "m2",
                                    client(),
                                    Thread::startVirtualThread));

    private Rig elected() {
        cluster.elect("m1");
        return new Rig(cluster.store("m1"), "m1", _ -> dev.covey.master.api.door.Forwarder.NONE)
                .found();
    }

    @AfterEach
    void stop() {
        standby.close();
        active.close();
    }

    private Authorities authorities() {
        return Authorities.of(active.keys.authority().certificate());
    }

    private LiveKeys shown(PeerName name, P256Key key) {
        CertificateOrder order =
                new CertificateOrder(
                        name, key.publicKey(), Set.of(), Set.of("127.0.0.1"), Duration.ofHours(1));
        return new LiveKeys(
                new LiveCredentials(
                        new Credentials(
                                key.privateKey(),
                                active.keys
                                        .authority()
                                        .issue(
                                                order,
                                                active.time.instant(),
                                                Ids.secure()::secret))));
    }

    private SSLContext server() {
        return Tls.context(
                shown(PeerName.server(Rig.CLUSTER, "m1"), P256Key.make()),
                new DatedTrust(
                        this::authorities,
                        Set.of(PeerName.Kind.NODE),
                        _ -> MemberPolicy.allowed(),
                        active.time));
    }

    private SSLContext client() {
        return Tls.context(
                shown(PeerName.node(Rig.CLUSTER, "m2"), standbyKey),
                DatedTrust.ofServers(this::authorities, active.time));
    }

    /** Both masters run; the standby finds the active one by its row. */
    private Caller start() {
        int port = active.start(Optional.of(server()), Bounds.PUBLIC);
        Draft draft = new Draft(active.store.view());
        var m1 = new Resources(active.store.view()).need(Type.NODE, "m1");
        draft.update(m1, node(port, Seed.pin("m1")));
        draft.create(
                Meta.first("m2", "master-2", active.time.instant()),
                node(9, Fingerprint.ofKey(standbyKey.publicKey())));
        new Seed(active.store).commit(draft);
        return standby.start().root();
    }

    private static NodeSpec node(int https, String pin) {
        return new NodeSpec(
                Set.of(Role.MASTER),
                "",
                List.of(new Link(0, "127.0.0.1", 0)),
                "127.0.0.1",
                new Ports(https, 8444, 8445, 8446),
                pin,
                NodeSpec.Availability.ACTIVE,
                1000);
    }

    @Test
    void aStandbyHasWritesDoneByTheActiveMasterInTheCallersName() {
        Caller root = start();
        Caller.Answer made = root.post(USERS, "{\"name\":\"ann\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("ETag")).isNotEmpty();
        assertThat(root.get(USERS + "/ann").status()).isEqualTo(200);
        assertThat(root.get("/v1/audit").text()).contains("root@m1", "user.create");
        assertThat(root.post(USERS, "{\"name\":\"ann\"}").code()).isEqualTo("already_exists");
        assertThat(root.get("/readyz").json().path("role").asString()).isEqualTo("standby");
        assertThat(root.get("/readyz?active=true").status()).isEqualTo(503);
    }

    @Test
    void streamsComeThrough() throws IOException {
        Caller root = start();
        try (EventReader events = root.events("/v1/clusters/self/watch?kinds=users,metrics")) {
            events.next(e -> e.name().equals("synced"));
            root.post(USERS, "{\"name\":\"ann\"}");
            EventReader.Event put = events.next(e -> e.name().equals("users.put"));
            assertThat(put.data().path("name").asString()).isEqualTo("ann");
        }
    }

    @Test
    void aStandbyHasTheFiguresOfTheActiveMasterWhileThereIsOne() {
        start();
        NodeFigures figures =
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
                        active.time.instant(),
                        Optional.of(-12L),
                        List.of(new NodeFigures.InboundFigures("i", 2, 3)));
        active.telemetry.heard(new NodeFigures.Beat(figures, Set.of()));
        await().untilAsserted(
                        () -> assertThat(standby.telemetry.latest()).containsExactly(figures));
        active.telemetry.gone("m1");
        await().untilAsserted(() -> assertThat(standby.telemetry.latest()).isEmpty());
        active.telemetry.heard(new NodeFigures.Beat(figures, Set.of()));
        await().untilAsserted(() -> assertThat(standby.telemetry.latest()).hasSize(1));
        cluster.depose();
        await().untilAsserted(() -> assertThat(standby.telemetry.latest()).isEmpty());
    }

    @Test
    void withoutAnActiveMasterNothingIsWrittenAndReadsSayHowOldTheyAre() {
        Caller root = start();
        root.post(USERS, "{\"name\":\"ann\"}");
        cluster.depose();
        Caller.Answer refused = root.post(USERS, "{\"name\":\"ben\"}");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        Caller.Answer stale = root.get(USERS);
        assertThat(stale.status()).isEqualTo(200);
        assertThat(stale.header("Covey-Stale-Seconds")).isNotEmpty();
        assertThat(root.with("Covey-Allow-Stale", "false").get(USERS).status()).isEqualTo(503);
        assertThat(root.get("/readyz").status()).isEqualTo(503);
    }
}
