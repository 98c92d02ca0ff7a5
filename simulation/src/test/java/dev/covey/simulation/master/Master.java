package dev.covey.simulation.master;

import dev.covey.master.api.http.Body;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Peer;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Target;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Commands;
import dev.covey.master.control.operations.Jobs;
import dev.covey.master.reign.ControlPlane;
import dev.covey.master.reign.Seat;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Seed;
import dev.covey.simulation.store.GroupDoor;
import dev.covey.simulation.store.MasterStore;
import dev.covey.simulation.time.NodeProcess;
import dev.covey.simulation.worker.Hardware;
import dev.covey.simulation.worker.Papers;
import dev.covey.wire.server.Reception;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A master's store and management. For one thread. */
public final class Master {

    /** How long a job's thread takes to start. */
    private static final Duration SPAWN = Duration.ofMillis(10);

    private final MasterStore store;
    private final ClusterTime time;
    private final ControlPlane plane;
    private final Commands commands;
    private final Reader reader;

    /** Starts the management on a store. */
    public Master(
            Hardware body, MasterStore store, GroupDoor group, Jobs jobs, NodeProcess process) {
        this.store = store;
        this.time = new ClusterTime(body.clock());
        Decoded decoded = new Decoded();
        this.commands = new Commands(store, time::now, body.ids(), decoded);
        this.reader = new Reader(store, decoded, body.clock());
        this.plane =
                new ControlPlane(
                                new Seat(
                                        body.machine(),
                                        new Seat.Storage(store, decoded, group),
                                        new Seat.Timing(body.clock(), time),
                                        body.ids(),
                                        secrets(),
                                        new Telemetry(),
                                        jobs,
                                        job ->
                                                process.later(
                                                        SPAWN, () -> store.withoutWaiting(job))),
                                process)
                        .start();
    }

    private static Seat.Secrets secrets() {
        return new Seat.Secrets(
                (row, secret) -> Seed.open(secret),
                (node, request) ->
                        CompletableFuture.failedStage(
                                new ProblemException(
                                        new Problem.Failed("simulated", "Nothing is renewed."))),
                Papers::sign);
    }

    /** Where agents come in. */
    public Reception reception() {
        return plane;
    }

    /** Its store. */
    public MasterStore store() {
        return store;
    }

    /** What people ask for, done by the active master. */
    public Commands commands() {
        return commands;
    }

    /** What the API would answer a reader from: up to date, or marked with its age. */
    public Reading read() {
        Request request =
                new Request(
                        Method.GET,
                        Target.parse("/", ""),
                        _ -> Optional.empty(),
                        Body.NONE,
                        new Peer(InetAddress.getLoopbackAddress(), List.of()));
        List<Reading> readings = new ArrayList<>();
        store.withoutWaiting(() -> readings.add(reader.reading(request)));
        return readings.getFirst();
    }

    /** Cluster time as it knows it. */
    public ClusterTime time() {
        return time;
    }

    /** Its management. */
    public ControlPlane plane() {
        return plane;
    }
}
