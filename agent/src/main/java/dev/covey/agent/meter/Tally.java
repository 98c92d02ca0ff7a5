package dev.covey.agent.meter;

import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journal says, in memory: one change for each kind of record. Pure; for one thread.
 *
 * <p>Batches carry the id of the core that ran when they were sealed. Nothing is sealed for a new
 * core before all of the old one's batches are committed, so masters see one core after another;
 * what the old one still had open goes along with the new one.
 */
final class Tally {

    static final int MOST_SEALED = 16;
    static final int MOST_ROWS = 1_000;

    private final Map<Long, Bytes> base = new HashMap<>();
    private final Map<Long, Bytes> open = new HashMap<>();
    private final Deque<UsageBatch> sealed = new ArrayDeque<>();
    private String core = "";
    private long nextSeq = 1;
    private boolean gap;
    private boolean ended = true;

    String core() {
        return core;
    }

    List<UsageBatch> sealed() {
        return List.copyOf(sealed);
    }

    /** Whether a core was counted whose last reading is missing. */
    boolean cutOff() {
        return !ended;
    }

    /** What a counter's value adds to what was seen of it before. */
    Bytes growth(long user, Bytes counter) {
        Bytes before = base.getOrDefault(user, Bytes.NONE);
        boolean grew = counter.up() >= before.up() && counter.down() >= before.down();
        return grew
                ? new Bytes(counter.up() - before.up(), counter.down() - before.down())
                : counter;
    }

    /** Whether masters may be told more now. */
    boolean canSeal() {
        boolean something = !open.isEmpty() || gap;
        boolean sameCore = sealed.isEmpty() || sealed.getLast().getCoreEpoch().equals(core);
        return something && sameCore && !core.isEmpty() && sealed.size() < MOST_SEALED;
    }

    /** The batch that would be sealed next. */
    UsageBatch nextBatch() {
        UsageBatch.Builder batch =
                UsageBatch.newBuilder().setCoreEpoch(core).setSeq(nextSeq).setGap(gap);
        open.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(row -> batch.addBytes(Rows.row(row.getKey(), row.getValue())));
        return batch.build();
    }

    /** Whether a mark is beyond everything this journal knows of: then it lost its end. */
    boolean behind(UsageMark mark) {
        return mark.getCoreEpoch().equals(core) && mark.getSeq() >= nextSeq;
    }

    /** A core begins, at a sequence number. */
    void begin(UsageBatch head) {
        base.clear();
        core = head.getCoreEpoch();
        nextSeq = head.getSeq();
        gap = head.getGap();
        ended = false;
    }

    void grow(UsageBatch rows) {
        addBase(rows);
        addOpen(rows);
    }

    void addBase(UsageBatch rows) {
        Rows.add(base, rows);
    }

    void addOpen(UsageBatch rows) {
        Rows.add(open, rows);
    }

    void seal(UsageBatch batch) {
        Rows.subtract(open, batch);
        keep(batch);
        nextSeq = batch.getSeq() + 1;
        gap = false;
    }

    void keep(UsageBatch batch) {
        sealed.addLast(batch);
    }

    void commit(UsageMark mark) {
        while (!sealed.isEmpty()
                && sealed.getFirst().getCoreEpoch().equals(mark.getCoreEpoch())
                && sealed.getFirst().getSeq() <= mark.getSeq()) {
            sealed.removeFirst();
        }
    }

    void end() {
        ended = true;
    }

    /** Forgets what is not committed; counting goes on from the next reading. */
    void forget() {
        sealed.clear();
        open.clear();
    }

    /** The head of the present core for {@link #begin}. */
    UsageBatch head() {
        return UsageBatch.newBuilder().setCoreEpoch(core).setSeq(nextSeq).setGap(gap).build();
    }

    List<UsageBatch> baseRows() {
        return Rows.chunks(base);
    }

    List<UsageBatch> openRows() {
        return Rows.chunks(open);
    }
}
