package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Refusal;
import dev.covey.kv.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers range requests as etcd does. */
final class RangeReader {

    private final Op.Range range;
    private final List<KeyValue> found = new ArrayList<>();
    private long count;

    private RangeReader(Op.Range range) {
        this.range = range;
    }

    /** Why a revision cannot be read, or null if it can. */
    static @Nullable Refusal refusal(Keys keys, Op.Range range) {
        long revision = range.revision();
        if (revision > keys.revision()) {
            return new Refusal.FutureRevision(revision, keys.revision());
        }
        return revision > 0 && revision < keys.floor()
                ? new Refusal.Compacted(revision, keys.floor())
                : null;
    }

    static Result.Found read(Keys keys, Op.Range range) {
        RangeReader reader = new RangeReader(range);
        keys.walk(range.keys(), reader::see);
        return reader.result();
    }

    private boolean see(Bytes key, Version newest) {
        Version version = range.revision() > 0 ? newest.at(range.revision()) : newest;
        if (version == null || !version.exists()) {
            return true;
        }
        count++;
        if (range.part() != RangePart.COUNT && (!inOrder() || found.size() < most())) {
            KeyValue kv = version.seen(key);
            if (kv != null && range.filter().admits(kv)) {
                found.add(kv);
            }
        }
        return true;
    }

    /** Whether keys come as they are wanted, so that those over the limit need not be kept. */
    private boolean inOrder() {
        return range.order().equals(RangeOrder.DEFAULT) && range.filter().equals(RangeFilter.NONE);
    }

    private long most() {
        return range.limit() > 0 ? range.limit() : Long.MAX_VALUE;
    }

    private Result.Found result() {
        if (range.part() == RangePart.COUNT) {
            return new Result.Found(List.of(), false, count);
        }
        long candidates = inOrder() ? count : found.size();
        if (!range.order().equals(RangeOrder.DEFAULT)) {
            found.sort(comparator(range.order()));
        }
        List<KeyValue> kept = found.subList(0, (int) Math.min(found.size(), most()));
        if (range.part() == RangePart.KEYS) {
            kept = kept.stream().map(RangeReader::keyOnly).toList();
        }
        return new Result.Found(kept, candidates > kept.size(), count);
    }

    private static KeyValue keyOnly(KeyValue kv) {
        return new KeyValue(
                kv.key(),
                Bytes.EMPTY,
                kv.createRevision(),
                kv.modRevision(),
                kv.version(),
                kv.lease());
    }

    private static Comparator<KeyValue> comparator(RangeOrder order) {
        Comparator<KeyValue> comparator =
                switch (order.target()) {
                    case KEY -> Comparator.comparing(KeyValue::key);
                    case VERSION -> Comparator.comparingLong(KeyValue::version);
                    case CREATE -> Comparator.comparingLong(KeyValue::createRevision);
                    case MOD -> Comparator.comparingLong(KeyValue::modRevision);
                    case VALUE -> Comparator.comparing(KeyValue::value);
                };
        return order.descending() ? comparator.reversed() : comparator;
    }
}
