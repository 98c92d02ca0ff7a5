package dev.covey.master.dispatch;

import dev.covey.master.rows.UsageMark;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UserBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/** What was counted on one node and is not yet committed. For one thread. */
final class NodeLedger {
    private static final long MOST_BYTES_A_BATCH = 1L << 45;

    /** Bytes of one user. */
    static final class Sum {
        long up;
        long down;
        long weighted;

        void add(long moreUp, long moreDown, long moreWeighted) {
            up += moreUp;
            down += moreDown;
            weighted += moreWeighted;
        }
    }

    /** What became of a batch. */
    enum Taken {
        COUNTED,
        COUNTED_AFTER_GAP,
        KNOWN_ALREADY
    }

    final String node;
    private UsageMark committed;
    private UsageMark summed;
    private long rowRevision;
    private Map<Long, Sum> sums = new HashMap<>();
    private long since = Long.MAX_VALUE;

    NodeLedger(String node, UsageMark committed, long rowRevision) {
        this.node = node;
        this.committed = committed;
        this.summed = committed;
        this.rowRevision = rowRevision;
    }

    /** The mark that the store has. */
    UsageMark committed() {
        return committed;
    }

    /** The mark once everything taken is committed. */
    UsageMark summed() {
        return summed;
    }

    /** The modification revision of the mark's row. */
    long rowRevision() {
        return rowRevision;
    }

    /** How many users have bytes that are not committed. */
    int users() {
        return sums.size();
    }

    /** Whether there is something to commit. */
    boolean isDirty() {
        return since != Long.MAX_VALUE;
    }

    /** When the first batch that is not committed came in. */
    long since() {
        return since;
    }

    /** Adds a batch unless it was added before. Bytes of users who are not known are left out. */
    Taken take(UsageBatch batch, int coefficientMilli, LongPredicate known, long nanos) {
        String epoch = batch.getCoreEpoch();
        if (summed.covers(epoch, batch.getSeq())) {
            return Taken.KNOWN_ALREADY;
        }
        boolean next = summed.precedes(epoch, batch.getSeq());
        long total = 0;
        for (UserBytes bytes : batch.getBytesList()) {
            long up = clamp(bytes.getUp());
            long down = clamp(bytes.getDown());
            if (known.test(bytes.getNumber())) {
                sums.computeIfAbsent(bytes.getNumber(), n -> new Sum())
                        .add(up, down, weighted(bytes, coefficientMilli));
            }
            total += up + down;
        }
        summed = summed.with(epoch, batch.getSeq(), total);
        since = Math.min(since, nanos);
        return next && !batch.getGap() ? Taken.COUNTED : Taken.COUNTED_AFTER_GAP;
    }

    private static long clamp(long bytes) {
        return Math.clamp(bytes, 0, MOST_BYTES_A_BATCH);
    }

    /** The bytes of a user times the coefficient of their node. */
    static long weighted(UserBytes of, int coefficientMilli) {
        long bytes = clamp(of.getUp()) + clamp(of.getDown());
        return bytes / 1000 * coefficientMilli + bytes % 1000 * coefficientMilli / 1000;
    }

    /** Hands over what is to be committed up to {@link #summed()}; new batches start a new sum. */
    Map<Long, Sum> handOver() {
        Map<Long, Sum> all = sums;
        sums = new HashMap<>();
        since = Long.MAX_VALUE;
        return all;
    }

    /** The store has this mark now. */
    void committed(UsageMark mark, long revision) {
        committed = mark;
        rowRevision = revision;
    }

    /** Leaves out the bytes of a user who was deleted. */
    void forget(long number) {
        sums.remove(number);
    }
}
