package dev.covey.master.dispatch;

import com.google.protobuf.ByteString;
import dev.covey.master.rows.ObservedInbound;
import dev.covey.master.rows.ObservedNode;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.Epoch;
import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.control.Effector;
import dev.covey.wire.v1.AskFull;
import dev.covey.wire.v1.EpochMark;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Heartbeat;
import dev.covey.wire.v1.HeartbeatSeen;
import dev.covey.wire.v1.ItemStatus;
import dev.covey.wire.v1.Masters;
import dev.covey.wire.v1.Register;
import dev.covey.wire.v1.Renewal;
import dev.covey.wire.v1.Renewed;
import dev.covey.wire.v1.ReportSeen;
import dev.covey.wire.v1.StatusReport;
import dev.covey.wire.v1.Welcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what agents say. For one thread. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int HEARTBEAT_MILLIS = 1000;
    private static final int MOST_ITEMS_A_REPORT = 1_000;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_FULL_SETS = Duration.ofSeconds(1);
    private static final Set<Role> WORKER_ONLY = Set.of(Role.WORKER);

    private final Room room;
    private final Mailbox mailbox;
    private final Counting counting;
    private final Supplier<Masters> masters;

    Conversation(Room room, Mailbox mailbox, Counting counting, Supplier<Masters> masters) {
        this.room = room;
        this.mailbox = mailbox;
        this.counting = counting;
        this.masters = masters;
    }

    /** Deals with one message. */
    void heard(Session session, FromAgent message) {
        session.heard = room.now().getAsLong();
        boolean greeting = message.getMessageCase() == FromAgent.MessageCase.REGISTER;
        if (greeting == session.isOpen()) {
            session.refuse("malformed", "Expected to register once, and first.", false, null);
            return;
        }
        switch (message.getMessageCase()) {
            case REGISTER -> register(session, message.getRegister());
            case HEARTBEAT -> heartbeat(session, message.getHeartbeat());
            case REPORT -> report(session, message.getReport());
            case USAGE -> counting.heard(session, message.getUsage());
            case ASK_FULL -> askFull(session, message.getAskFull());
            case RENEWAL -> renewal(session, message.getRenewal());
            case MESSAGE_NOT_SET -> LOG.debug("node {} says something new", session.node());
        }
    }

    /** Nobody is let in, and nobody sent away for ever, by one who may no longer lead. */
    private void register(Session session, Register register) {
        room.confirmations()
                .then(
                        session.key("register"),
                        () -> {
                            if (session.state == Session.State.GREETING) {
                                admit(session, register);
                            }
                        });
    }

    private void admit(Session session, Register register) {
        Optional<Resource<NodeSpec, NodeStatus>> node = room.member(session.node());
        if (node.isEmpty()) {
            session.refuse(
                    "removed", "This node was removed from the cluster.", true, masters.get());
        } else if (!node.get().spec().keyPin().equals(session.caller().keyPin())) {
            LOG.warn("node {} came with another key", session.node());
            session.refuse("key_mismatch", "Another key is pinned for this node.", false, null);
        } else if (epoch(register.getEpoch()).compareTo(room.reign().epoch()) > 0) {
            session.refuse(
                    "epoch_behind",
                    "This master acts in epoch "
                            + room.reign().epoch()
                            + ", you have seen a higher.",
                    false,
                    null);
        } else {
            open(session, register);
        }
    }

    private static Epoch epoch(EpochMark mark) {
        return new Epoch(mark.getIncarnation(), mark.getTerm());
    }

    private void open(Session session, Register register) {
        session.bootId = register.getBootId();
        room.sessions().open(session).ifPresent(old -> replace(old, session));
        session.send(FromMaster.newBuilder().setWelcome(welcome(session)));
        feed(session, feed -> feed.start(register.getAppliedHash()));
        ObservedNode before = ObservedNode.of(room.ports().store().view(), session.node());
        room.reports()
                .write(
                        new ObservedNode(register.getVersion(), before.warnings())
                                .put(session.node()));
        beat(session, register.getClockMillis());
    }

    /** Begins to tell a node what it should have, once that is known. */
    private void feed(Session session, Consumer<Feed> begin) {
        room.caughtUp()
                .then(
                        session.key("feed"),
                        room.ports().store().view().revision(),
                        () -> begin.accept(room.sessions().touch(session)));
    }

    private void replace(Session old, Session now) {
        if (!old.bootId.equals(now.bootId) && fresh(old)) {
            room.event(
                    about(
                            Severity.WARNING,
                            "second_agent",
                            now.node(),
                            "A second agent speaks for this node while the first is still heard."
                                    + " Was its data directory copied?"));
        }
        old.refuse("replaced", "Another session of this node began.", false, null);
    }

    private boolean fresh(Session session) {
        return room.now().getAsLong() - session.heard < BETWEEN_FULL_SETS.multipliedBy(2).toNanos();
    }

    /** What happened to a node. */
    static EventSpec about(Severity severity, String reason, String node, String text) {
        return new EventSpec(severity, reason, new Key(Kind.NODE, node).toString(), text);
    }

    private Welcome welcome(Session session) {
        Epoch epoch = room.reign().epoch();
        Welcome.Builder welcome =
                Welcome.newBuilder()
                        .setEpoch(
                                EpochMark.newBuilder()
                                        .setIncarnation(epoch.incarnation())
                                        .setTerm(epoch.term()))
                        .setSession(session.id)
                        .setHeartbeatMillis(HEARTBEAT_MILLIS)
                        .setClusterMillis(room.ports().time().now().toEpochMilli())
                        .setMasters(masters.get());
        List<UsageMark.Last> newestFirst = room.ledger().committed(session.node()).all();
        newestFirst.reversed().forEach(last -> welcome.addCommitted(Counting.mark(last)));
        return welcome.build();
    }

    private void heartbeat(Session session, Heartbeat heartbeat) {
        beat(session, heartbeat.getClockMillis());
        room.ports()
                .telemetry()
                .heard(
                        Figures.of(
                                session.node(),
                                heartbeat.getMetrics(),
                                new Figures.Moment(
                                        room.ports().time().now(),
                                        ahead(Instant.ofEpochMilli(heartbeat.getClockMillis()))),
                                inbound -> isHere(session, inbound)));
        room.confirmations()
                .then(
                        session.key("heartbeat"),
                        () ->
                                session.send(
                                        FromMaster.newBuilder()
                                                .setHeartbeat(seen(heartbeat.getSeq()))));
    }

    private HeartbeatSeen seen(long seq) {
        return HeartbeatSeen.newBuilder()
                .setSeq(seq)
                .setClusterMillis(room.ports().time().now().toEpochMilli())
                .build();
    }

    private void beat(Session session, long clockMillis) {
        String node = session.node();
        Instant wall = Instant.ofEpochMilli(clockMillis);
        long nanos = room.now().getAsLong();
        if (!node.equals(room.reign().self())
                && room.member(node)
                        .filter(n -> !n.spec().roles().equals(WORKER_ONLY))
                        .isPresent()) {
            room.ports().time().heard(node, wall);
        }
        boolean silent =
                room.heartbeats()
                        .beat(node, nanos, ahead(wall))
                        .filter(before -> nanos - before < SILENCE.toNanos())
                        .isEmpty();
        if (silent) {
            room.awake().accept(node);
        }
    }

    private Optional<Duration> ahead(Instant wall) {
        ClusterTime time = room.ports().time();
        Instant now = time.now();
        return time.settling() ? Optional.empty() : Optional.of(Duration.between(now, wall));
    }

    private boolean isHere(Session session, String inbound) {
        return room.catalog().placeOf(inbound).equals(Optional.of(session.node()));
    }

    private void report(Session session, StatusReport report) {
        String prefix = Kind.INBOUND.word() + "/";
        for (ItemStatus item : report.getItemsList()) {
            String inbound =
                    item.getKey().startsWith(prefix)
                            ? item.getKey().substring(prefix.length())
                            : "";
            if (isHere(session, inbound) && report.getItemsCount() <= MOST_ITEMS_A_REPORT) {
                room.reports().write(observed(session, item).put(inbound));
            }
        }
        ObservedNode node = ObservedNode.of(room.ports().store().view(), session.node());
        List<String> warnings = report.getWarningsList();
        room.reports().write(new ObservedNode(node.version(), warnings).put(session.node()));
        room.reports()
                .then(
                        session.key("report"),
                        () ->
                                session.send(
                                        FromMaster.newBuilder()
                                                .setReport(
                                                        ReportSeen.newBuilder()
                                                                .setSeq(report.getSeq()))));
    }

    private static ObservedInbound observed(Session session, ItemStatus item) {
        return new ObservedInbound(
                session.node(),
                item.getGeneration(),
                item.getState().equals("active"),
                ObservedNode.cut(item.getWhy()));
    }

    private void askFull(Session session, AskFull ask) {
        long nanos = room.now().getAsLong();
        LOG.info(
                "node {} asks for everything, it has {}",
                session.node(),
                hex(ask.getAppliedHash()));
        if (session.asked != Long.MIN_VALUE
                && nanos - session.asked < BETWEEN_FULL_SETS.toNanos()) {
            session.refuse("too_often", "Expected at most one full set a second.", false, null);
            return;
        }
        session.asked = nanos;
        feed(session, Feed::startOver);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of()
                .formatHex(bytes.substring(0, Math.min(4, bytes.size())).toByteArray());
    }

    private void renewal(Session session, Renewal renewal) {
        room.confirmations()
                .then(
                        session.key("renewal"),
                        () -> {
                            if (session.isOpen() && room.member(session.node()).isPresent()) {
                                renew(session, renewal.getSigningRequest().toByteArray());
                            }
                        });
    }

    private void renew(Session session, byte[] signingRequest) {
        room.ports()
                .issuer()
                .renew(session.node(), signingRequest)
                .whenComplete(
                        (renewed, failure) ->
                                mailbox.post(() -> renewed(session, renewed, failure)));
    }

    private void renewed(Session session, @Nullable Renewed renewed, @Nullable Throwable failure) {
        if (renewed != null) {
            session.send(FromMaster.newBuilder().setRenewed(renewed));
        } else if (failure != null) {
            String why = Effector.problem(failure).message();
            LOG.warn("node {} gets no new certificate: {}", session.node(), why);
            room.event(
                    about(
                            Severity.ALARM,
                            "certificate_refused",
                            session.node(),
                            "The certificate was not renewed. " + ObservedNode.cut(why)));
        }
    }
}
