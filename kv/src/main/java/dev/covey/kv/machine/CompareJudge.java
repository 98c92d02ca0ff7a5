package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Compare;
import dev.covey.kv.Compare.Operand;
import dev.covey.kv.KeyValue;
import java.util.List;

/** Judges the compares of a transaction as etcd does. */
final class CompareJudge {

    /** The place of the first compare that does not hold; -1 if all hold. */
    static int firstFailing(Keys keys, List<Compare> compares) {
        for (int i = 0; i < compares.size(); i++) {
            if (!holds(keys, compares.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean holds(Keys keys, Compare compare) {
        return switch (compare) {
            case Compare.Unchanged(var range, long since) -> keys.unchanged(range, since);
            case Compare.Field field -> fieldHolds(keys, field);
        };
    }

    private static boolean fieldHolds(Keys keys, Compare.Field field) {
        boolean[] seen = {false};
        boolean[] all = {true};
        keys.walk(
                field.keys(),
                (key, version) -> {
                    KeyValue kv = version.seen(key);
                    if (kv != null) {
                        seen[0] = true;
                        all[0] = holdsFor(field, kv);
                    }
                    return all[0];
                });
        return seen[0] ? all[0] : holdsForAbsent(field);
    }

    private static boolean holdsForAbsent(Compare.Field field) {
        return !(field.operand() instanceof Operand.Value)
                && holdsFor(field, KeyValue.deleted(Bytes.EMPTY, 0));
    }

    private static boolean holdsFor(Compare.Field field, KeyValue kv) {
        int sign =
                switch (field.operand()) {
                    case Operand.Value(Bytes value) -> kv.value().compareTo(value);
                    case Operand.Version(long version) -> Long.compare(kv.version(), version);
                    case Operand.Create(long revision) ->
                            Long.compare(kv.createRevision(), revision);
                    case Operand.Mod(long revision) -> Long.compare(kv.modRevision(), revision);
                    case Operand.Lease(long lease) -> Long.compare(kv.lease(), lease);
                };
        return field.relation().holds(sign);
    }

    private CompareJudge() {}
}
