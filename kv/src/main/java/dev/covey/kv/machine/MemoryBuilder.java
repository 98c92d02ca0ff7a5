package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.codec.MalformedException;

/** Builds a memory of replies from its floor and then the replies by position. For one thread. */
public final class MemoryBuilder {

    private final MemoryDraft draft;
    private long last = -1;

    /** Begins a memory. */
    public MemoryBuilder(long floor) {
        draft = new MemoryDraft(RequestMemory.empty(floor));
    }

    /** Adds the next reply. */
    public void add(Bytes key, Remembered reply) {
        if (reply.position() <= last) {
            throw new MalformedException("Expected replies by position, but found another order.");
        }
        last = reply.position();
        draft.restore(key, reply);
    }

    /** The memory. */
    public RequestMemory build() {
        return draft.finish();
    }
}
