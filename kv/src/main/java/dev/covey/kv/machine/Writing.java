package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out one operation in a draft: checks all of it, then does all of it. */
final class Writing {

    private final SpaceDraft draft;
    private final Space space;

    /** What the puts of the path count against the quota. */
    private long cost;

    Writing(SpaceDraft draft, Space space) {
        this.draft = draft;
        this.space = space;
    }

    /** Why a path cannot be carried out, or null if it can. */
    @Nullable Refusal refusal(Path path) {
        for (Op op : path.plain()) {
            Refusal refusal = op instanceof Op.Put put ? putRefusal(put) : rangeRefusal(op);
            if (refusal != null) {
                return refusal;
            }
        }
        boolean fits = cost == 0 || draft.used() + cost <= draft.quota();
        return fits ? null : new Refusal.NoSpace(space, draft.used(), draft.quota());
    }

    private @Nullable Refusal rangeRefusal(Op op) {
        return op instanceof Op.Range range ? RangeReader.refusal(draft, range) : null;
    }

    private @Nullable Refusal putRefusal(Op.Put put) {
        Version newest = draft.newest(put.key());
        Bytes old = newest == null ? null : newest.value();
        if ((put.keepValue() || put.keepLease()) && old == null) {
            return new Refusal.KeyNotFound(put.key());
        }
        if (put.lease() != 0 && !draft.leases().has(put.lease())) {
            return new Refusal.LeaseNotFound(put.lease());
        }
        int value = put.keepValue() && old != null ? old.length() : put.value().length();
        cost += Limits.VERSION_OVERHEAD + put.key().length() + value;
        return null;
    }

    Result run(Path path) {
        return switch (path) {
            case Path.Plain(Op.Range range) -> RangeReader.read(draft, range);
            case Path.Plain(Op.Put put) -> put(put);
            case Path.Plain(Op.DeleteRange delete) -> delete(delete);
            case Path.Plain(Op.Txn _) -> throw new IllegalStateException("Not judged");
            case Path.Chosen(int failed, var steps) ->
                    new Result.Decided(failed, steps.stream().map(this::run).toList());
        };
    }

    private Result put(Op.Put put) {
        Version newest = draft.newest(put.key());
        Bytes old = newest == null ? null : newest.value();
        Bytes value = put.keepValue() && old != null ? old : put.value();
        long lease = put.keepLease() && newest != null ? newest.lease() : put.lease();
        draft.put(put.key(), newest, new Version.Content(value, lease));
        return new Result.Written(put.previous() && newest != null ? newest.seen(put.key()) : null);
    }

    private Result delete(Op.DeleteRange delete) {
        Map<Bytes, Version> doomed = new LinkedHashMap<>();
        draft.walk(
                delete.keys(),
                (key, version) -> {
                    if (version.exists()) {
                        doomed.put(key, version);
                    }
                    return true;
                });
        doomed.forEach(draft::delete);
        List<KeyValue> previous = new ArrayList<>();
        if (delete.previous()) {
            doomed.forEach((key, version) -> previous.add(version.existing(key)));
        }
        return new Result.Deleted(doomed.size(), previous);
    }
}
