package dev.covey.dist.node;

import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.DesiredLog;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.host.VitalsReader;
import dev.covey.agent.meter.Journal;
import dev.covey.agent.meter.Live;
import dev.covey.agent.meter.Meter;
import dev.covey.agent.report.Report;
import dev.covey.agent.session.MasterBook;
import dev.covey.agent.session.Session;
import dev.covey.agent.session.Talk;
import dev.covey.agent.time.ClusterTime;
import dev.covey.agent.worker.Worker;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.program.Version;
import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.tls.ExpectedPeer;
import dev.covey.pki.tls.LiveKeys;
import dev.covey.pki.tls.MemberPolicy;
import dev.covey.pki.tls.MemberTrust;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.tls.TrustEvents;
import dev.covey.runtime.task.Loop;
import dev.covey.wire.client.GrpcDialer;
import dev.covey.wire.v1.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What every node runs: a session with the active master and, on a worker, what it is told to
 * serve.
 */
final class AgentPart implements AutoCloseable {

    private final Surroundings around;
    private final Session session;
    private final Live live = new Live();
    private final VpnDriver driver;
    private final Closing closing = new Closing();

    static AgentPart start(Surroundings around, Consumer<Problem> end) {
        try {
            return new AgentPart(around, end);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "agent_start",
                            "Expected to read what this worker served, but: %s. Look at its disk."
                                    .formatted(e.getMessage())));
        }
    }

    private AgentPart(Surroundings around, Consumer<Problem> end) throws IOException {
        this.around = around;
        Path directory = around.directory().agent();
        Desired desired = new Desired();
        DesiredLog log = closing.add(new DesiredLog(directory.resolve("desired"), desired));
        Journal journal = closing.add(new Journal(directory.resolve("journal")));
        Report report = new Report();
        ClusterTime time = new ClusterTime(around.clock());
        driver = new Drivers(around).vpn();
        Meter meter =
                new Meter(
                        driver,
                        journal,
                        live,
                        new VitalsReader(Path.of("/proc"), around.directory().root()),
                        report);
        Talk.Self self =
                new Talk.Self(
                        Version.text(),
                        around.ids().id(),
                        live::metrics,
                        around.clock(),
                        around.ids());
        Certified certificates = new Certified(around);
        Talk.Parts parts = new Talk.Parts(self, desired, report, journal, certificates, time);
        MasterBook book = new MasterBook(around.directory().masters(), certificates, own());
        GrpcDialer dialer = closing.add(new GrpcDialer(this::tls, around.tasks()));
        session = new Session(dialer, book, parts, why -> end.accept(removed(why)));
        Worker worker = new Worker(desired, log, driver, time, report);
        // Closed from the last to the first: when nothing else calls the driver any more, it is
        // read for the last time, so that a planned stop loses nothing; then its core ends.
        closing.add(() -> driver.stop(VpnDriver.Core.ENDS));
        closing.add(() -> meter.finish(true));
        Loop talking = loop("session", session);
        session.onWork(talking::wake);
        Loop working = loop("worker", worker);
        desired.onChange(working::wake);
        driver.onChange(working::wake);
        report.onChange(talking::wake);
        meter.onChange(talking::wake);
        Loop metering = loop("meter", meter);
        working.start();
        metering.start();
        talking.start();
    }

    private Loop loop(String name, Loop.Step step) {
        return closing.add(new Loop(name, step, around.clock()));
    }

    /**
     * A master's own agent dials the master beside it by loopback or by the one listening address.
     */
    private Optional<MasterBook.Own> own() {
        NodeFile node = around.node();
        boolean all = node.listen().equals("0.0.0.0") || node.listen().equals("::");
        return node.master()
                ? Optional.of(
                        new MasterBook.Own(
                                node.nodeId(),
                                new Endpoint(
                                        all ? "127.0.0.1" : node.listen(), node.ports().agents())))
                : Optional.empty();
    }

    /** For each connection anew; whoever answers must be the node that was dialled. */
    private SSLContext tls() {
        return Tls.context(
                new LiveKeys(around.identity().member()),
                new MemberTrust(
                        around.identity()::authorities,
                        _ -> MemberPolicy.allowed(),
                        ExpectedPeer.namedByHost(),
                        TrustEvents.none(),
                        around.clock()));
    }

    private static Problem removed(String why) {
        return new Problem.Forbidden(
                "removed",
                "This node was removed from its cluster: %s Run 'covey uninstall' or join anew with"
                                .formatted(why)
                        + " 'covey join --leave-current'.");
    }

    /**
     * True once a master takes this node's heartbeats; a worker that was told before what to serve
     * is ready without.
     */
    boolean ready() {
        return session.standing().live() || driver.read().isPresent();
    }

    /** Why it is not ready. */
    String why() {
        return "no master takes its heartbeats: " + session.standing().why();
    }

    /** The master that takes its heartbeats; empty if none does. */
    String master() {
        return session.standing().live() ? session.standing().master() : "";
    }

    /** True while the core answers. */
    boolean serves() {
        return driver.read().isPresent();
    }

    /** The node's live figures. */
    Metrics metrics() {
        return live.metrics();
    }

    @Override
    public void close() {
        closing.close();
    }
}
