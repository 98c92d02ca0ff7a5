package dev.covey.dist.node;

import dev.covey.dist.bundle.Bundle;
import dev.covey.dist.directory.NodeFile;
import dev.covey.master.api.ApiPorts;
import dev.covey.master.api.MasterApi;
import dev.covey.master.api.auth.LocalRoot;
import dev.covey.master.api.forward.MasterForwarder;
import dev.covey.master.api.helidon.Bounds;
import dev.covey.master.api.helidon.HttpServer;
import dev.covey.master.api.resource.TlsProbe;
import dev.covey.master.control.operations.Jobs;
import dev.covey.master.dispatch.MasterList;
import dev.covey.master.reign.ControlPlane;
import dev.covey.master.reign.Drive;
import dev.covey.master.reign.Seat;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.password.Passwords;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MasterTrust;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.pki.token.Tokens;
import dev.covey.raft.RaftStore;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.wire.MastersList;
import dev.covey.wire.server.GrpcReception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a node with the role of a master runs: database, control plane, agents' port, API. */
final class MasterPart implements AutoCloseable {

    private static final Duration PACK_AFTER = Duration.ofSeconds(30);

    /** Often, for a machine that slept, or whose clock was set, may have run out of date. */
    private static final Duration RENEWAL_LOOK = Duration.ofMinutes(1);

    private final Surroundings around;
    private final StorePart storePart;
    private final Keys keys;
    private final Decoded decoded = new Decoded();
    private final Telemetry telemetry;
    private final ClusterTime time;
    private final ConsoleCertificate certificate;
    private final LiveCredentials server;
    private final Optional<BoughtCertificate> bought;
    private final ControlPlane control;
    private final GrpcReception agents;
    private final MasterApi api;
    private final EtcdPart etcd;
    private final Provisioning provisioning;

    /** Starts all of it; what has started is closed again when a later part fails. */
    static MasterPart start(Surroundings around, Path home) {
        try (Closing closing = new Closing()) {
            MasterPart part = new MasterPart(around, home, closing);
            closing.keep();
            return part;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "master_start",
                            "Expected to start a master, but: %s.".formatted(e.getMessage())));
        }
    }

    private MasterPart(Surroundings around, Path home, Closing closing) throws IOException {
        this.around = around;
        NodeFile node = around.node();
        Identity identity = around.identity();
        storePart = closing.add(new StorePart(around));
        RaftStore store = storePart.store();
        keys = new Keys(identity, node.clusterId(), store, around.clock(), around.ids());
        certificate = new ConsoleCertificate(around, store);
        server = certificate.shown();
        bought = BoughtCertificate.of(node, server);
        telemetry = new Telemetry();
        time = new ClusterTime(around.clock());
        provisioning =
                new Provisioning(
                        new Bundle(home, around.directory().root().resolve("package")),
                        around.clock());
        new Founder(around, store).foundOnce();
        String token = new Tokens(around.ids()::secret).api();
        control = closing.add(new ControlPlane(seat(token), Drive.threads(around.clock())));
        control.start();
        agents =
                closing.add(
                        new GrpcReception(
                                new InetSocketAddress(node.listen(), node.ports().agents()),
                                agentsTls(),
                                control));
        api = closing.add(MasterApi.start(apiPorts(token), listen()));
        etcd = closing.add(new EtcdPart(around, storePart, server));
        around.tasks().every(RENEWAL_LOOK, this::renew);
        around.tasks().after(PACK_AFTER, provisioning::prepare);
        bought.ifPresent(each -> around.tasks().every(BoughtCertificate.LOOK, each::look));
        new LocalAccess(around).write(token);
    }

    private Seat seat(String token) {
        RaftStore store = storePart.store();
        return new Seat(
                around.node().nodeId(),
                new Seat.Storage(store, decoded, store.quorum()),
                new Seat.Timing(around.clock(), time),
                around.ids(),
                keys.secrets(),
                telemetry,
                new Jobs(List.of(provisioning.job(store, new JoinStrings(around, token)))),
                around.tasks());
    }

    private SSLContext agentsTls() {
        return Tls.context(
                new LiveKeys(around.identity().member()),
                new MemberTrust(
                        around.identity()::authorities,
                        storePart.members()::judgeAgent,
                        ExpectedPeer.any(),
                        TrustEvents.none(),
                        around.clock()));
    }

    private HttpServer.Listen listen() {
        Identity identity = around.identity();
        LiveKeys shown =
                bought.map(each -> new LiveKeys(server, each.shown()))
                        .orElseGet(() -> new LiveKeys(server));
        MemberTrust trust =
                new MemberTrust(
                        identity::authorities,
                        storePart.members(),
                        ExpectedPeer.any(),
                        TrustEvents.none(),
                        around.clock());
        return new HttpServer.Listen(
                around.node().listen(),
                around.node().ports().https(),
                Optional.of(Tls.context(shown, trust)),
                Bounds.PUBLIC);
    }

    private ApiPorts apiPorts(String token) {
        RaftStore store = storePart.store();
        Identity identity = around.identity();
        NodeFile node = around.node();
        return new ApiPorts(
                node.nodeId(),
                new ApiPorts.Machine(around.clock(), time::now, around.ids(), around.tasks()),
                new ApiPorts.State(store, decoded, store.quorum(), telemetry),
                new ApiPorts.Trust(
                        keys,
                        new Passwords(around.ids()::secret),
                        identity::masterKeys,
                        identity::authorities,
                        this::masters,
                        this::serverPin,
                        new LocalRoot(
                                token,
                                node.name(),
                                new InetSocketAddress(node.listen(), 0).getAddress())),
                new ApiPorts.Outside(
                        provisioning,
                        provisioning,
                        new TlsProbe(),
                        reader ->
                                new MasterForwarder(
                                        reader,
                                        store.leadership(),
                                        node.nodeId(),
                                        forwardTls(),
                                        around.tasks()),
                        _ -> SecretFile.delete(around.directory().adminPassword())));
    }

    private SSLContext forwardTls() {
        return Tls.context(
                new LiveKeys(around.identity().member()),
                new MasterTrust(around.identity()::authorities, storePart.members()::isMaster));
    }

    private byte[] masters(Resources resources) {
        RaftStore store = storePart.store();
        var leader = store.leadership().standing().leader();
        long term = store.quorum().view().term();
        var list = MasterList.signed(MasterList.of(resources, leader, term), keys::sign);
        return MastersList.text(list).getBytes(StandardCharsets.UTF_8);
    }

    private String serverPin() {
        Credentials shown = bought.map(BoughtCertificate::shown).orElse(server).current();
        byte[] key = shown.certificate().getPublicKey().getEncoded();
        return Base64.getEncoder().encodeToString(dev.covey.pki.Digest.sha256(key));
    }

    private void renew() {
        around.identity().renewOwn();
        if (certificate.look()) {
            bought.ifPresent(BoughtCertificate::look);
        }
    }

    /** The replicated store. */
    RaftStore store() {
        return storePart.store();
    }

    @Override
    public void close() {
        SecretFile.delete(around.directory().local());
        etcd.close();
        api.close();
        agents.close();
        control.close();
        storePart.close();
    }
}
