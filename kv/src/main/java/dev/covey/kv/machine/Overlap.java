package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a key that one transaction would write twice, or write and delete: it has one event per
 * revision at most. The rule is that of etcd's {@code checkIntervals}, and for one case that etcd
 * lets through: a nested transaction deletes what an earlier one beside it has put.
 */
final class Overlap {

    private @Nullable Bytes duplicate;

    @Nullable Refusal refusal(Op.Txn txn) {
        effect(txn.success());
        if (duplicate == null) {
            effect(txn.failure());
        }
        return duplicate == null ? null : new Refusal.DuplicateKey(duplicate);
    }

    /** What a list of operations may write and delete. */
    private record Effect(Set<Bytes> puts, List<KeyRange> deletes) {

        boolean deletes(Bytes key) {
            return deletes.stream().anyMatch(range -> range.contains(key));
        }
    }

    private Effect effect(List<Op> ops) {
        Effect effect = new Effect(new HashSet<>(), new ArrayList<>());
        for (Op op : ops) {
            if (op instanceof Op.DeleteRange delete) {
                effect.deletes.add(delete.keys());
            }
        }
        for (Op op : ops) {
            if (op instanceof Op.Txn txn) {
                addNested(effect, effect(txn.success()), effect(txn.failure()));
            }
        }
        for (Op op : ops) {
            if (op instanceof Op.Put put) {
                add(effect, put.key());
            }
        }
        return effect;
    }

    /** Both branches may write the same key, because only one of them is taken. */
    private void addNested(Effect effect, Effect success, Effect failure) {
        for (Bytes key : effect.puts) {
            if (success.deletes(key) || failure.deletes(key)) {
                duplicate = key;
            }
        }
        success.puts.forEach(key -> add(effect, key));
        for (Bytes key : failure.puts) {
            if (!success.puts.contains(key)) {
                add(effect, key);
            } else if (effect.deletes(key)) {
                duplicate = key;
            }
        }
        effect.deletes.addAll(success.deletes);
        effect.deletes.addAll(failure.deletes);
    }

    private void add(Effect effect, Bytes key) {
        if (!effect.puts.add(key) || effect.deletes(key)) {
            duplicate = key;
        }
    }
}
