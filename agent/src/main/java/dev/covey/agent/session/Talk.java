package dev.covey.agent.session;

import com.google.protobuf.ByteString;
import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.Intake;
import dev.covey.agent.meter.Usage;
import dev.covey.agent.report.Report;
import dev.covey.agent.time.ClusterTime;
import dev.covey.model.Epoch;
import dev.covey.model.ProblemException;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import dev.covey.wire.client.Line;
import dev.covey.wire.v1.AskFull;
import dev.covey.wire.v1.Assignments;
import dev.covey.wire.v1.EpochMark;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Heartbeat;
import dev.covey.wire.v1.Metrics;
import dev.covey.wire.v1.Refused;
import dev.covey.wire.v1.Register;
import dev.covey.wire.v1.Renewal;
import dev.covey.wire.v1.Renewed;
import dev.covey.wire.v1.StatusReport;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import dev.covey.wire.v1.Welcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session from its first message to its end. For one thread. */
public final class Talk {

    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);
    private static final Duration WELCOME_WITHIN = Duration.ofMillis(2_500);
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(2);
    private static final Duration REPEAT_REPORT = Duration.ofSeconds(5);
    private static final Duration REPEAT_ASK = Duration.ofSeconds(2);
    private static final Duration REPEAT_RENEWAL = Duration.ofMinutes(1);
    private static final int LEAST_HEARTBEAT_MILLIS = 50;
    private static final int LONGEST_HEARTBEAT_MILLIS = 10_000;

    /** What a session speaks for. */
    public record Parts(
            Self self,
            Desired desired,
            Report report,
            Usage usage,
            Certificates certificates,
            ClusterTime time) {

        Ids ids() {
            return self.ids();
        }
    }

    /**
     * Who speaks.
     *
     * @param version of this program
     * @param bootId random for each start of the agent
     * @param metrics the latest live figures
     */
    public record Self(
            String version, String bootId, Supplier<Metrics> metrics, Clock clock, Ids ids) {}

    /** What comes of a message or a step. */
    sealed interface Verdict {
        /** The session lives; step it again after this time at the latest. */
        record GoOn(Duration sleep) implements Verdict {}

        /** It is over; try the next way to a master. */
        record End(String why) implements Verdict {}

        /** It is over; the list of masters has changed: ask its active one. */
        record AskAnother(String why) implements Verdict {}

        /** It is over for ever. */
        record Removed(String why) implements Verdict {}
    }

    private static final Verdict AT_ONCE = new Verdict.GoOn(Duration.ZERO);

    private final Parts parts;
    private final MasterBook book;
    private final Line line;
    private final Intake intake;
    private final long begunAt;

    private boolean live;
    private long lastHeard;
    private Duration heartbeatEvery = Duration.ofSeconds(1);
    private long heartbeatAt;
    private long heartbeatSeq;
    private long reportAt = Long.MIN_VALUE;
    private long reportSent = -1;
    private long askAt = Long.MIN_VALUE;
    private long renewalAt = Long.MIN_VALUE;
    private String usageCore = "";
    private long usageSent;

    Talk(Parts parts, MasterBook book, Line line, long now) {
        this.parts = parts;
        this.book = book;
        this.line = line;
        this.intake = new Intake(parts.desired());
        this.begunAt = now;
        line.send(FromAgent.newBuilder().setRegister(register()).build());
    }

    /** Whether a master has welcomed this node. */
    boolean isLive() {
        return live;
    }

    private Register register() {
        return Register.newBuilder()
                .setVersion(parts.self().version())
                .setEpoch(mark(parts.desired().epoch()))
                .setAppliedHash(parts.desired().hash().bytes())
                .setClockMillis(wallMillis())
                .setBootId(parts.self().bootId())
                .build();
    }

    Verdict step(long now) {
        if (!live) {
            Duration left = WELCOME_WITHIN.minusNanos(now - begunAt);
            return left.isPositive()
                    ? new Verdict.GoOn(left)
                    : new Verdict.End(
                            "it did not answer within " + WELCOME_WITHIN.toMillis() + " ms");
        }
        Duration left = silence().minusNanos(now - lastHeard);
        if (!left.isPositive()) {
            return new Verdict.End("it fell silent");
        }
        if (now - heartbeatAt >= 0) {
            beat(now);
        }
        sendReport(now);
        sendUsage();
        askForRenewal(now);
        Duration untilBeat = Duration.ofNanos(heartbeatAt - now);
        return new Verdict.GoOn(untilBeat.compareTo(left) < 0 ? untilBeat : left);
    }

    Verdict hear(FromMaster message, long now) {
        lastHeard = now;
        FromMaster.MessageCase kind = message.getMessageCase();
        boolean early =
                !live
                        && kind != FromMaster.MessageCase.WELCOME
                        && kind != FromMaster.MessageCase.REFUSED;
        if (early) {
            return new Verdict.End("it spoke before its welcome");
        }
        switch (kind) {
            case WELCOME -> {
                return welcome(message.getWelcome(), now);
            }
            case REFUSED -> {
                return refused(message.getRefused());
            }
            case ASSIGNMENTS -> {
                return assignments(message.getAssignments(), now);
            }
            case HEARTBEAT -> parts.time().heard(message.getHeartbeat().getClusterMillis());
            case REPORT -> parts.report().seen(message.getReport().getSeq());
            case USAGE -> committed(message.getUsage().getCommitted());
            case RENEWED -> renewed(message.getRenewed());
            case MASTERS -> book.learn(message.getMasters());
            case MESSAGE_NOT_SET -> LOG.debug("a message of a newer master is passed over");
        }
        return AT_ONCE;
    }

    private Verdict welcome(Welcome welcome, long now) {
        book.learn(welcome.getMasters());
        if (!parts.desired().obey(epoch(welcome.getEpoch()))) {
            return new Verdict.End(lower(welcome.getEpoch()));
        }
        live = true;
        heartbeatEvery =
                Duration.ofMillis(
                        Math.clamp(
                                welcome.getHeartbeatMillis(),
                                LEAST_HEARTBEAT_MILLIS,
                                LONGEST_HEARTBEAT_MILLIS));
        heartbeatAt = now;
        parts.time().heard(welcome.getClusterMillis());
        parts.report().forget();
        welcome.getCommittedList().forEach(this::committed);
        return AT_ONCE;
    }

    private Verdict refused(Refused refused) {
        if (refused.getForEver()) {
            return new Verdict.Removed(refused.getMessage());
        }
        boolean news = book.learn(refused.getMasters());
        String why = refused.getCode() + ": " + refused.getMessage();
        return news ? new Verdict.AskAnother(why) : new Verdict.End(why);
    }

    private Verdict assignments(Assignments message, long now) {
        if (!parts.desired().obey(epoch(message.getEpoch()))) {
            return new Verdict.End(lower(message.getEpoch()));
        }
        switch (intake.take(message)) {
            case APPLIED, PARTIAL -> askAt = Long.MIN_VALUE;
            case GAP -> askForAll(now);
            case TOO_LARGE -> {
                return new Verdict.End("its assignments are larger than any cluster");
            }
        }
        return AT_ONCE;
    }

    // What was on its way when the full set was asked for does not fit either: asking once is
    // enough.
    private void askForAll(long now) {
        if (askAt != Long.MIN_VALUE && now - askAt < REPEAT_ASK.toNanos()) {
            return;
        }
        askAt = now;
        AskFull ask = AskFull.newBuilder().setAppliedHash(parts.desired().hash().bytes()).build();
        line.send(FromAgent.newBuilder().setAskFull(ask).build());
    }

    private void beat(long now) {
        heartbeatAt = now + heartbeatEvery.toNanos();
        Heartbeat beat =
                Heartbeat.newBuilder()
                        .setSeq(++heartbeatSeq)
                        .setMetrics(parts.self().metrics().get())
                        .setClockMillis(wallMillis())
                        .build();
        line.send(FromAgent.newBuilder().setHeartbeat(beat).build());
    }

    private void sendReport(long now) {
        Optional<StatusReport> unseen = parts.report().unseen();
        if (unseen.isEmpty()) {
            return;
        }
        boolean changed = unseen.get().getSeq() != reportSent;
        if (changed || now - reportAt >= REPEAT_REPORT.toNanos()) {
            reportSent = unseen.get().getSeq();
            reportAt = now;
            line.send(FromAgent.newBuilder().setReport(unseen.get()).build());
        }
    }

    private void sendUsage() {
        List<UsageBatch> sealed = parts.usage().sealed();
        for (UsageBatch batch : sealed) {
            boolean sent = batch.getCoreEpoch().equals(usageCore) && batch.getSeq() <= usageSent;
            if (!sent) {
                usageCore = batch.getCoreEpoch();
                usageSent = batch.getSeq();
                line.send(FromAgent.newBuilder().setUsage(batch).build());
            }
        }
    }

    private void committed(UsageMark mark) {
        try {
            parts.usage().committed(mark);
        } catch (IOException e) {
            LOG.error("a committed mark cannot be journalled", e);
        }
    }

    private void askForRenewal(long now) {
        boolean lately = renewalAt != Long.MIN_VALUE && now - renewalAt < REPEAT_RENEWAL.toNanos();
        if (lately || !parts.certificates().renewalDue()) {
            return;
        }
        renewalAt = now;
        ByteString request = ByteString.copyFrom(parts.certificates().signingRequest());
        line.send(
                FromAgent.newBuilder()
                        .setRenewal(Renewal.newBuilder().setSigningRequest(request))
                        .build());
    }

    private void renewed(Renewed renewed) {
        try {
            parts.certificates()
                    .renewed(
                            renewed.getChainList().stream().map(ByteString::toByteArray).toList(),
                            renewed.getAuthoritiesList().stream()
                                    .map(ByteString::toByteArray)
                                    .toList());
        } catch (ProblemException e) {
            LOG.error("a renewed certificate is not taken up: {}", e.problem().message());
        }
    }

    private Duration silence() {
        Duration beats = heartbeatEvery.multipliedBy(5).dividedBy(2);
        return beats.compareTo(LEAST_SILENCE) > 0 ? beats : LEAST_SILENCE;
    }

    private long wallMillis() {
        return parts.self().clock().instant().toEpochMilli();
    }

    private String lower(EpochMark found) {
        return "its epoch " + epoch(found) + " is lower than " + parts.desired().epoch();
    }

    private static Epoch epoch(EpochMark mark) {
        return new Epoch(mark.getIncarnation(), mark.getTerm());
    }

    private static EpochMark mark(Epoch epoch) {
        return EpochMark.newBuilder()
                .setIncarnation(epoch.incarnation())
                .setTerm(epoch.term())
                .build();
    }
}
