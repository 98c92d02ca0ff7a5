package dev.covey.master.dispatch;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.master.dispatch.NodeLedger.Sum;
import dev.covey.master.rows.Counter;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Sums on their way into the store. Sent again unchanged until it is known what became of them.
 *
 * @param parts by node
 * @param deletions rows of users and nodes that are gone
 */
record Flight(Map<NodeLedger, Part> parts, List<Change> deletions) {
    /**
     * The sums of one node.
     *
     * @param mark where its mark will be
     */
    record Part(UsageMark mark, Map<Long, Sum> sums) {}

    /** What each user's counter will be. */
    Map<Long, Counter> counters(LongFunction<Counter> before) {
        Map<Long, Counter> counters = new TreeMap<>();
        for (Part part : parts.values()) {
            part.sums()
                    .forEach(
                            (number, sum) ->
                                    counters.put(
                                            number,
                                            counters.computeIfAbsent(number, before::apply)
                                                    .plus(sum.up, sum.down, sum.weighted)));
        }
        return counters;
    }

    /** All of it as one request: the marks are as they were, and everything is written at once. */
    Request request(Epoch epoch, Map<Long, Counter> counters) {
        List<Compare> compares = new ArrayList<>();
        List<Op> ops = new ArrayList<>();
        parts.forEach(
                (node, part) -> {
                    Bytes row = Bytes.of(UsageMark.row(node.node));
                    compares.add(Compare.mod(row, node.rowRevision()));
                    ops.add(op(part.mark().put(node.node)));
                });
        counters.forEach((number, counter) -> ops.add(op(counter.put(number))));
        deletions.forEach(d -> ops.add(op(d)));
        return new Request(
                null,
                new dev.covey.kv.Epoch(epoch.incarnation(), epoch.term()),
                new Request.Origin("dispatch", "traffic of " + parts.size() + " nodes"),
                new Command.Execute(Space.SYSTEM, new Op.Txn(compares, nested(ops), List.of())));
    }

    private static Op op(Change change) {
        return switch (change) {
            case Change.Put put -> Op.Put.of(Bytes.of(put.key()), Bytes.wrap(put.value()));
            case Change.Delete gone -> Op.DeleteRange.of(KeyRange.single(Bytes.of(gone.key())));
        };
    }

    /** A transaction takes 128 operations; nested ones take as many each. */
    private static List<Op> nested(List<Op> ops) {
        List<Op> parts = new ArrayList<>();
        for (int from = 0; from < ops.size(); from += Limits.MAX_OPS) {
            List<Op> part = ops.subList(from, Math.min(ops.size(), from + Limits.MAX_OPS));
            parts.add(new Op.Txn(List.of(), part, List.of()));
        }
        return parts;
    }
}
