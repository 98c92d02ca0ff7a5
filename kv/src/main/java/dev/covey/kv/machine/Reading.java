package dev.covey.kv.machine;

import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Result;
import org.jspecify.annotations.Nullable;

/** Carries out operations that only read. */
final class Reading {

    /** Why a path cannot be read, or null if it can. */
    static @Nullable Refusal refusal(Keys keys, Path path) {
        for (Op op : path.plain()) {
            Refusal refusal =
                    op instanceof Op.Range range ? RangeReader.refusal(keys, range) : null;
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    static Result run(Keys keys, Path path) {
        return switch (path) {
            case Path.Plain(Op.Range range) -> RangeReader.read(keys, range);
            case Path.Plain _ -> throw new IllegalArgumentException("Expected only reads");
            case Path.Chosen(int failed, var steps) ->
                    new Result.Decided(failed, steps.stream().map(s -> run(keys, s)).toList());
        };
    }

    /** Whether an operation writes nothing, whichever branches are taken. */
    static boolean isReadOnly(Op op) {
        return switch (op) {
            case Op.Range _ -> true;
            case Op.Put _, Op.DeleteRange _ -> false;
            case Op.Txn txn ->
                    txn.success().stream().allMatch(Reading::isReadOnly)
                            && txn.failure().stream().allMatch(Reading::isReadOnly);
        };
    }

    private Reading() {}
}
