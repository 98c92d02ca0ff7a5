package dev.covey.simulation.worker;

import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.DesiredLog;
import dev.covey.agent.disk.Records;
import dev.covey.agent.host.Vitals;
import dev.covey.agent.meter.Journal;
import dev.covey.agent.meter.Live;
import dev.covey.agent.meter.Meter;
import dev.covey.agent.report.Report;
import dev.covey.agent.session.MasterBook;
import dev.covey.agent.session.Session;
import dev.covey.agent.session.Talk;
import dev.covey.agent.time.ClusterTime;
import dev.covey.agent.worker.Worker;
import dev.covey.master.reign.Drive;
import dev.covey.model.Endpoint;
import dev.covey.model.Epoch;
import dev.covey.model.Role;
import dev.covey.runtime.task.Loop;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.time.NodeProcess;
import dev.covey.wire.client.Dialer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agent of one machine, for as long as its process lives. For one thread. */
public final class Agent {

    private static final String UNDIALLED = "no master dialled yet";

    /** How long the program takes to see that it shall end. */
    private static final Duration NOTICED = Duration.ofMillis(100);

    private final Hardware body;
    private final NodeProcess process;
    private final Runnable end;
    private final Chronicle chronicle;
    private final Session session;
    private final Desired desired = new Desired();
    private final List<Epoch> obeyed = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private Optional<Meter> meter = Optional.empty();
    private Session.Standing before = new Session.Standing(false, "", UNDIALLED);

    /**
     * Starts an agent.
     *
     * @param roles beside a master it knows its own door; only as a worker it drives the core
     * @param end called when the cluster has removed this node
     */
    public Agent(
            Hardware body,
            NodeProcess process,
            Dialer dialer,
            Chronicle chronicle,
            Set<Role> roles,
            Runnable end) {
        this.body = body;
        this.process = process;
        this.end = end;
        this.chronicle = chronicle;
        ClusterTime time = new ClusterTime(body.clock());
        Report report = new Report();
        Journal journal = open(Journal::new, "journal");
        Live live = new Live();
        Talk.Parts parts =
                new Talk.Parts(
                        new Talk.Self(
                                "0.1.0", body.ids().id(), live::metrics, body.clock(), body.ids()),
                        desired,
                        report,
                        journal,
                        new Papers(),
                        time);
        this.session = new Session(dialer, book(roles.contains(Role.MASTER)), parts, this::removed);
        DesiredLog log = open(place -> new DesiredLog(place, desired), "desired");
        Drive.Driven talking = process.start("session", watched(session));
        session.onWork(talking::wake);
        report.onChange(talking::wake);
        if (roles.contains(Role.WORKER)) {
            Worker works = new Worker(desired, log, body.core(), time, report);
            Drive.Driven working = process.start("worker", works);
            desired.onChange(working::wake);
            body.core().onChange(working::wake);
            Meter reading = new Meter(body.core(), journal, live, _ -> Vitals.NONE, report);
            reading.onChange(talking::wake);
            process.start("meter", reading);
            meter = Optional.of(reading);
        }
    }

    @FunctionalInterface
    private interface Opening<T> {
        T open(Records.Place place) throws IOException;
    }

    private <T> T open(Opening<T> opening, String name) {
        try {
            return opening.open(body.disk().log(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MasterBook book(boolean master) {
        Optional<MasterBook.Own> own =
                master
                        ? Optional.of(
                                new MasterBook.Own(body.machine(), new Endpoint("127.0.0.1", 8444)))
                        : Optional.empty();
        return new MasterBook(body.disk().shelf("masters"), new Papers(), own);
    }

    private Loop.Step watched(Loop.Step step) {
        return nanos -> {
            Duration pause = step.step(nanos);
            watch();
            return pause;
        };
    }

    private void removed(String why) {
        say("is removed: " + why);
        process.later(NOTICED, end);
    }

    private void watch() {
        Epoch epoch = desired.epoch();
        if (obeyed.isEmpty() || !obeyed.getLast().equals(epoch)) {
            obeyed.add(epoch);
        }
        Session.Standing now = session.standing();
        if (now.equals(before)) {
            return;
        }
        boolean another = !now.why().equals(before.why());
        String left = before.master();
        before = now;
        if (now.live()) {
            told.clear();
            say("has a session with " + now.master() + ", epoch " + epoch);
        } else if (another && told.add(now.why())) {
            say("has no session with " + left + ": " + now.why());
        }
    }

    private void say(String what) {
        chronicle.say("agent of " + body.machine(), what);
    }

    /** Takes the last reading before a planned end. */
    public void finish() {
        meter.ifPresent(m -> m.finish(true));
    }

    /** How its session stands. */
    public Session.Standing standing() {
        return session.standing();
    }

    /** The epochs that it obeyed, in order. */
    public List<Epoch> obeyed() {
        return List.copyOf(obeyed);
    }
}
