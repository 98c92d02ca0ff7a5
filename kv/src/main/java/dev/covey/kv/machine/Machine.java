package dev.covey.kv.machine;

import dev.covey.kv.Reply;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the entries of the log, one after the other. Batches are applied by one thread at a time;
 * the state may be read by any.
 */
public final class Machine {

    private volatile State state;

    /** A machine that has done nothing yet. */
    public Machine() {
        this(State.initial());
    }

    /** A machine that goes on from a state. */
    public Machine(State state) {
        this.state = state;
    }

    /**
     * The present state. It never changes: keep it as long as need be, for reading or for writing a
     * snapshot, while batches go on being applied.
     */
    public State state() {
        return state;
    }

    /** Goes on from another state, such as one read from a snapshot. */
    public void restore(State other) {
        state = other;
    }

    /**
     * Applies one entry of the log.
     *
     * @param term in which the entry was proposed
     * @param batch what {@link BatchCodec} packed; an empty batch changes nothing
     * @throws MalformedException if the entry cannot be understood: nothing was changed, and the
     *     replica must halt, because others may understand it
     */
    public BatchResult apply(long term, byte[] batch) {
        List<BatchCodec.Item> items = BatchCodec.decode(batch);
        StateDraft draft = new StateDraft(state, term);
        List<Reply> replies = new ArrayList<>(items.size());
        for (BatchCodec.Item item : items) {
            replies.add(draft.handle(item));
        }
        state = draft.finish();
        return new BatchResult(replies, draft.commits(), state);
    }
}
