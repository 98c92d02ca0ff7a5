package dev.covey.etcd.kv;

import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.store.View;

/** About how much memory the answer to a read takes. */
final class Weight {

    /** What a key takes beside its bytes until the answer is sent. */
    private static final int OVERHEAD = 200;

    /** So few keys are not counted first: they are found as fast. */
    private static final int FEW = 256;

    /** In bytes: the keys that will be found times the average size of all. */
    static long of(View view, Op op) {
        return switch (op) {
            case Op.Range range -> range(view, range);
            case Op.Txn txn ->
                    Math.max(
                            txn.success().stream().mapToLong(each -> of(view, each)).sum(),
                            txn.failure().stream().mapToLong(each -> of(view, each)).sum());
            case Op.Put _, Op.DeleteRange _ -> 0;
        };
    }

    private static long range(View view, Op.Range range) {
        SpaceState space = view.space(Space.USER);
        long all = space.index().size();
        if (range.keys().isSingle() || range.part() == RangePart.COUNT || all == 0) {
            return 0;
        }
        boolean inOrder =
                range.order().equals(RangeOrder.DEFAULT) && range.filter().equals(RangeFilter.NONE);
        long most = inOrder && range.limit() > 0 ? Math.min(range.limit(), all) : all;
        long each = space.numbers().used() / all + OVERHEAD;
        return most <= FEW ? most * each : Math.min(most, count(view, range)) * each;
    }

    private static long count(View view, Op.Range range) {
        Op.Range counting =
                new Op.Range(
                        range.keys(),
                        range.revision(),
                        0,
                        RangePart.COUNT,
                        RangeOrder.DEFAULT,
                        RangeFilter.NONE);
        return view.query(Space.USER, counting)
                        instanceof Reply.Applied(long _, Result.Found found, boolean _)
                ? found.count()
                : 0;
    }

    private Weight() {}
}
