package dev.covey.etcd.turn;

import dev.covey.kv.Bytes;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A place in the queue at a name.
 *
 * @param key stands for who waits there
 * @param created the revision that made the key: the lower, the earlier it is its turn
 */
record Place(Bytes key, long created) {

    /** All keys that stand in the queue at a name. */
    static KeyRange queue(Bytes name) {
        return KeyRange.prefix(joined(name, "/"));
    }

    /** The key of who waits on a lease. */
    static Bytes key(Bytes name, long lease) {
        return joined(name, "/" + Long.toHexString(lease));
    }

    private static Bytes joined(Bytes start, String end) {
        byte[] more = end.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length() + more.length];
        start.copyInto(all, 0);
        System.arraycopy(more, 0, all, start.length(), more.length);
        return Bytes.wrap(all);
    }

    /** Whose turn it is. */
    static Optional<KeyValue> first(View view, Bytes name) {
        return one(view, queue(name), false, RangeFilter.NONE, RangePart.ALL);
    }

    /** Who stands before this one, nearest. */
    Optional<KeyValue> ahead(View view, Bytes name) {
        RangeFilter older = new RangeFilter(0, 0, 0, created - 1);
        return one(view, queue(name), true, older, RangePart.KEYS);
    }

    private static Optional<KeyValue> one(
            View view, KeyRange keys, boolean newest, RangeFilter filter, RangePart part) {
        RangeOrder order = new RangeOrder(RangeOrder.Target.CREATE, newest);
        Reply reply = view.query(Space.USER, new Op.Range(keys, 0, 1, part, order, filter));
        return reply instanceof Reply.Applied(long _, Result.Found found, boolean _)
                ? found.keys().stream().findFirst()
                : Optional.empty();
    }

    /** Whether the place is still held. */
    boolean isHeld(View view) {
        KeyValue now = view.space(Space.USER).get(key);
        return now != null && now.createRevision() == created;
    }

    /** An operation that is carried out only if the place is still held. */
    Op.Txn ifHeld(Op op) {
        Compare held =
                new Compare.Field(
                        KeyRange.single(key),
                        Compare.Relation.EQUAL,
                        new Compare.Operand.Create(created));
        return new Op.Txn(List.of(held), List.of(op), List.of());
    }
}
