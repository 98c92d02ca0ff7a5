package dev.covey.master.dispatch;

import dev.covey.master.rows.UsageMark;
import dev.covey.model.EventSpec.Severity;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageSeen;

/**
 * Takes traffic of agents to the ledger, and tells them what is counted. Batches wait while users
 * are still being read, and while a node has much to commit. For one thread.
 */
final class Counting {
    private static final int MOST_USERS_A_BATCH = 1_000;
    private static final int MOST_HELD = 20;
    private static final int LONGEST_CORE_EPOCH = 64;

    private final Room room;

    Counting(Room room) {
        this.room = room;
    }

    /** Counts a batch, now or later. */
    void heard(Session session, UsageBatch batch) {
        int name = batch.getCoreEpoch().length();
        if (batch.getBytesCount() > MOST_USERS_A_BATCH
                || batch.getSeq() < 1
                || name < 1
                || name > LONGEST_CORE_EPOCH) {
            session.refuse(
                    "malformed",
                    "Expected a batch of at most 1,000 users, numbered and with its core's id.",
                    false,
                    null);
            return;
        }
        if (mustWait(session) || !session.held.isEmpty()) {
            session.held.add(batch);
        } else {
            count(session, batch);
        }
    }

    /** Who is unknown is not counted, so everybody must be known; and others may come first. */
    private boolean mustWait(Session session) {
        return !room.caughtUp().isLoaded() || room.ledger().isFull(session.node());
    }

    private void count(Session session, UsageBatch batch) {
        String node = session.node();
        int coefficient = room.member(node).map(n -> n.spec().coefficientMilli()).orElse(1000);
        switch (room.ledger().take(node, batch, coefficient, room.now().getAsLong())) {
            case COUNTED -> {}
            case COUNTED_AFTER_GAP ->
                    room.event(
                            Conversation.about(
                                    Severity.WARNING,
                                    "usage_gap",
                                    node,
                                    "Traffic of at most one reading interval may be missing: the"
                                            + " core ended without a last reading."));
            case KNOWN_ALREADY -> tellCounted(session);
        }
    }

    /** Tells an agent what it need not keep any longer. */
    void tellCounted(Session session) {
        room.ledger().committed(session.node()).all().stream()
                .findFirst()
                .ifPresent(
                        last ->
                                session.send(
                                        FromMaster.newBuilder()
                                                .setUsage(
                                                        UsageSeen.newBuilder()
                                                                .setCommitted(mark(last)))));
        takeHeld(session);
    }

    /** Counts batches that waited, as far as they need not any longer. */
    void takeHeld(Session session) {
        while (!session.held.isEmpty() && !mustWait(session)) {
            count(session, session.held.remove());
        }
        if (session.paused && !isEnough(session)) {
            session.paused = false;
            goOn(session);
        }
    }

    /** Lets the next message come, unless enough wait. */
    void goOn(Session session) {
        if (session.state == Session.State.CLOSED) {
            return;
        }
        session.paused = isEnough(session);
        if (!session.paused) {
            session.line.more();
        }
    }

    /** While users are read heartbeats must be heard behind all batches that an agent sends. */
    private boolean isEnough(Session session) {
        int most = room.caughtUp().isLoaded() ? 1 : MOST_HELD;
        return session.held.size() >= most;
    }

    /** A mark as it is told. */
    static dev.covey.wire.v1.UsageMark mark(UsageMark.Last last) {
        return dev.covey.wire.v1.UsageMark.newBuilder()
                .setCoreEpoch(last.coreEpoch())
                .setSeq(last.seq())
                .build();
    }
}
