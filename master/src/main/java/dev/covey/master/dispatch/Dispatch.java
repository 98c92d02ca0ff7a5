package dev.covey.master.dispatch;

import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Epoch;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.Watch;
import dev.covey.runtime.task.Loop;
import dev.covey.wire.server.Line;
import dev.covey.wire.server.Reception;
import dev.covey.wire.v1.FromAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks with the agents for one reign. A step machine: {@link #step} is called by one thread at a
 * time; all else may be called from any thread.
 */
public final class Dispatch implements Loop.Step, Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration MOST_SILENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_GREETING = Duration.ofSeconds(10);
    private static final List<Kind> FOLLOWED = List.of(Kind.USER, Kind.INBOUND, Kind.NODE);

    /**
     * What a dispatch works with.
     *
     * @param decoded what was decoded of the store, by whomever
     */
    public record Ports(
            Store store,
            Decoded decoded,
            ClusterTime time,
            Telemetry telemetry,
            Opener opener,
            Issuer issuer,
            Signer signer) {}

    /**
     * The reign it serves.
     *
     * @param self the node id of this master
     */
    public record Reign(Epoch epoch, String self) {}

    private final Room room;
    private final Mailbox mailbox;
    private final Updates updates;
    private final Conversation conversation;
    private final Counting counting;
    private final List<Watch> watches = new ArrayList<>();
    private long now;
    private long judgeAt = Long.MIN_VALUE;
    private volatile boolean over;
    private volatile boolean finished;

    /**
     * Makes a dispatch; its first step reads the store.
     *
     * @param wake called from any thread when a step would find something to do
     * @param awake is told the id of each node that is heard from after a silence
     */
    public Dispatch(Reign reign, Ports ports, Ids ids, Runnable wake, Consumer<String> awake) {
        this.mailbox = new Mailbox(wake);
        Catalog catalog = new Catalog(ports.opener());
        Epoch epoch = reign.epoch();
        Store store = ports.store();
        this.room =
                new Room(
                        reign,
                        ports,
                        ids,
                        () -> now,
                        awake,
                        new Sessions(),
                        catalog,
                        new Ledger(epoch, store, ids, mailbox, catalog, this::counted),
                        new Reports(epoch, store, ids, mailbox),
                        new Confirmations(epoch, store.leadership(), mailbox),
                        new CaughtUp(),
                        new Heartbeats());
        this.updates = new Updates(room);
        this.counting = new Counting(room);
        this.conversation = new Conversation(room, mailbox, counting, updates::masters);
    }

    /** When nodes were heard from. */
    public Heartbeats heartbeats() {
        return room.heartbeats();
    }

    @Override
    public Listener opened(Line line) {
        String id = room.ids().id();
        Session session = new Session(id, line, room.reign().epoch(), room.catalog());
        mailbox.post(() -> begin(session));
        return new Listener() {
            @Override
            public void heard(FromAgent message) {
                mailbox.post(() -> heardOf(session, message));
            }

            @Override
            public void ready() {
                mailbox.post(() -> session.feed().pump());
            }

            @Override
            public void closed() {
                mailbox.post(() -> forget(session));
            }
        };
    }

    private void begin(Session session) {
        session.opened = now;
        session.heard = now;
        room.sessions().add(session);
        if (over) {
            refuse(session);
        } else {
            session.line.more();
        }
    }

    private void heardOf(Session session, FromAgent message) {
        if (session.state == Session.State.CLOSED) {
            return;
        }
        try {
            conversation.heard(session, message);
            counting.goOn(session);
        } catch (RuntimeException e) {
            LOG.error("a message of node {} ends its session", session.node(), e);
            session.end();
        }
    }

    private void forget(Session session) {
        boolean spoke = room.sessions().of(session.node()).equals(Optional.of(session));
        room.sessions().remove(session);
        if (spoke) {
            room.ports().telemetry().gone(session.node());
        }
        room.confirmations().forget(session.key(""));
        room.caughtUp().forget(session.key("feed"));
    }

    private void counted(String node) {
        room.sessions().of(node).ifPresent(counting::tellCounted);
    }

    @Override
    public Duration step(long nanos) {
        now = nanos;
        if (!over) {
            load();
        }
        mailbox.drain();
        if (over) {
            end();
            return IDLE;
        }
        if (mailbox.overflowed()) {
            startOver();
        }
        judgeSilence();
        room.reports().flush(nanos);
        room.ledger().flush(nanos);
        room.confirmations().begin(nanos);
        room.sessions().pump();
        return mailbox.isEmpty() && room.caughtUp().isLoaded() ? pause(nanos) : Duration.ZERO;
    }

    private Duration pause(long nanos) {
        return Stream.of(
                        room.reports().due(nanos),
                        room.ledger().due(nanos),
                        room.confirmations().due(nanos))
                .flatMap(Optional::stream)
                .reduce(IDLE, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }

    private void load() {
        if (watches.isEmpty()) {
            follow();
        }
        if (!room.caughtUp().isLoaded() && updates.loadMore()) {
            room.caughtUp().loaded();
            room.sessions().open().forEach(counting::takeHeld);
        }
    }

    private void follow() {
        long seen = room.ports().store().view().revision();
        for (Kind kind : FOLLOWED) {
            for (String prefix : List.of(Key.specPrefix(kind), Key.statusPrefix(kind))) {
                int place = watches.size();
                watches.add(
                        room.ports()
                                .store()
                                .watch(
                                        seen,
                                        prefix,
                                        batch -> mailbox.postChange(() -> watched(place, batch))));
            }
        }
        room.caughtUp().begin(watches, seen);
        updates.load();
    }

    private void watched(int place, Batch batch) {
        switch (batch) {
            case Batch.Changes changes -> {
                updates.changed(changes.rows().stream().map(RowChange::key).toList());
                room.caughtUp().delivered(place, changes.revision());
            }
            case Batch.Bookmark(long revision) -> room.caughtUp().delivered(place, revision);
            case Batch.CutOff _, Batch.Compacted _ -> startOver();
        }
    }

    /**
     * Changes were missed: everything is read again, and agents come back and say what they have.
     */
    private void startOver() {
        room.sessions().all().forEach(Session::end);
        endWatches();
        room.catalog().clear();
        follow();
    }

    private void judgeSilence() {
        if (now >= judgeAt) {
            judgeAt = now + IDLE.toNanos();
            room.sessions().all().forEach(this::judgeSilence);
        }
    }

    private void judgeSilence(Session session) {
        Duration most = session.isOpen() ? MOST_SILENCE : LONGEST_GREETING;
        long since = session.isOpen() ? session.heard : session.opened;
        if (session.state != Session.State.CLOSED && now - since > most.toNanos()) {
            session.end();
        }
    }

    /** Ends the reign: agents are told to look for another master. The next step does it. */
    public void stop() {
        over = true;
        mailbox.post(() -> {});
    }

    private void end() {
        endWatches();
        room.sessions().all().forEach(this::refuse);
        finished = true;
    }

    /** Whether it was stopped and has sent everybody away. */
    public boolean isFinished() {
        return finished;
    }

    private void refuse(Session session) {
        if (session.state != Session.State.CLOSED) {
            session.refuse(
                    "not_active",
                    "This master is no longer the active one.",
                    false,
                    updates.masters());
        }
    }

    private void endWatches() {
        watches.forEach(Watch::close);
        watches.clear();
    }
}
