package dev.covey.runtime.store;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The store at one moment. Immutable; costs nothing to keep for a while. Safe for use by many
 * threads.
 */
public interface View {

    /** The revision of the system space. */
    long revision();

    /**
     * How many requests the store had handled. A {@link RequestId} made from this view takes it as
     * its {@code since}.
     */
    long position();

    /** One row of the system space. */
    Optional<Row> get(String key);

    /** The rows of the system space under a prefix, ordered by key. */
    List<Row> list(String prefix);

    /**
     * Some rows of the system space under a prefix, ordered by key.
     *
     * @param after the key behind which they begin; empty for the first of the prefix
     * @param most how many at most
     */
    default List<Row> list(String prefix, String after, int most) {
        Bytes from = Bytes.of(after.isEmpty() ? prefix : after + '\0');
        KeyRange range = new KeyRange(from, KeyRange.prefix(Bytes.of(prefix)).end());
        return space(Space.SYSTEM).list(range, most).stream().map(Row::of).toList();
    }

    /** The ids of the resources of a kind, ordered. */
    default List<String> ids(Kind kind) {
        return list(Key.specPrefix(kind)).stream().map(Row::id).toList();
    }

    /**
     * What became of an earlier request with this id, if the store still knows: empty for an id
     * that is new. Ask this before judging a request that carries an id.
     */
    Optional<Outcome> outcomeOf(RequestId id);

    /**
     * Runs an operation that only reads, in either space.
     *
     * @throws IllegalArgumentException if the operation could write
     */
    Reply query(Space space, Op op);

    /** The revision of a space. */
    long revision(Space space);

    /** The compaction floor of a space: the lowest revision that can still be read. */
    long floor(Space space);

    /** All of a space: its keys, history, leases and numbers. */
    SpaceState space(Space space);
}
