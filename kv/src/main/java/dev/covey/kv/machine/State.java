package dev.covey.kv.machine;

import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import org.jspecify.annotations.Nullable;

/** Everything that is replicated, at one moment. Immutable; safe for use by many threads. */
public record State(SpaceState system, SpaceState user, RequestMemory memory, Control control) {

    /** Of a machine that has done nothing yet. */
    public static State initial() {
        return new State(
                SpaceState.empty(Space.SYSTEM),
                SpaceState.empty(Space.USER),
                RequestMemory.EMPTY,
                Control.INITIAL);
    }

    /** One of the spaces. */
    public SpaceState space(Space space) {
        return switch (space) {
            case SYSTEM -> system;
            case USER -> user;
        };
    }

    /**
     * Runs an operation that only reads.
     *
     * @throws IllegalArgumentException if the operation could write
     */
    public Reply query(Space space, Op op) {
        if (!Reading.isReadOnly(op)) {
            throw new IllegalArgumentException("Expected an operation that only reads");
        }
        SpaceState keys = space(space);
        Refusal refusal = RequestCheck.refusal(op);
        if (refusal != null) {
            return new Reply.Refused(refusal);
        }
        Path path = Path.of(keys, op);
        refusal = Reading.refusal(keys, path);
        return refusal == null
                ? new Reply.Applied(keys.revision(), Reading.run(keys, path), false)
                : new Reply.Refused(refusal);
    }

    /**
     * What became of an earlier request with an id: its reply; {@link Reply.Forgotten} if that is
     * not known any more; null if there was none.
     */
    public @Nullable Reply answer(RequestId id) {
        return memory.answer(id);
    }
}
