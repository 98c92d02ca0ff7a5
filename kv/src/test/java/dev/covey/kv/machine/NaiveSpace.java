package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Commit;
import dev.covey.kv.Compare;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.RangePart;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One space done the obvious way: a copy of all keys for every revision. Written from etcd's
 * description, not from the machine.
 */
final class NaiveSpace {

    /** What the keys were at each revision. */
    final TreeMap<Long, TreeMap<Bytes, KeyValue>> past = new TreeMap<>();

    /** All that ever happened. */
    final List<Commit> commits = new ArrayList<>();

    /** The revision of the last put or deletion of every key there ever was. */
    private final Map<Bytes, Long> lastChange = new HashMap<>();

    /** The leases and how long they live. */
    final Map<Long, Long> leases = new TreeMap<>();

    private final Space space;
    private TreeMap<Bytes, KeyValue> now = new TreeMap<>();
    private List<Event> events = new ArrayList<>();
    long revision = 1;
    long floor;

    NaiveSpace(Space space) {
        this.space = space;
        past.put(1L, now);
    }

    Reply handle(Command command) {
        return switch (command) {
            case Command.Execute(Space _, Op op) -> execute(op);
            case Command.Compact(Space _, long to) -> compact(to);
            case Command.GrantLease(Space _, long lease, long seconds) -> grant(lease, seconds);
            case Command.RevokeLease(Space _, long lease) -> revoke(lease);
            case Command.TakeOver _,
                    Command.RaiseLevel _,
                    Command.SetQuota _,
                    Command.Renew _,
                    Command.Guarded _ ->
                    throw new IllegalArgumentException("not modelled");
        };
    }

    private Reply execute(Op op) {
        Refusal refusal = RequestCheck.refusal(op);
        List<Op> path = new ArrayList<>();
        if (refusal == null) {
            flatten(op, path);
            refusal = path.stream().flatMap(this::objection).findFirst().orElse(null);
        }
        if (refusal != null) {
            return new Reply.Refused(refusal);
        }
        Map<Bytes, KeyValue> before = now;
        now = new TreeMap<>(now);
        Result result = run(op, before);
        seal();
        return new Reply.Applied(revision, result, false);
    }

    private Reply grant(long lease, long seconds) {
        if (leases.putIfAbsent(lease, seconds) != null) {
            return new Reply.Refused(new Refusal.LeaseExists(lease));
        }
        return new Reply.Applied(revision, new Result.Done(), false);
    }

    private Reply revoke(long lease) {
        if (leases.remove(lease) == null) {
            return new Reply.Refused(new Refusal.LeaseNotFound(lease));
        }
        now = new TreeMap<>(now);
        now.values().stream().filter(kv -> kv.lease() == lease).toList().forEach(this::delete);
        seal();
        return new Reply.Applied(revision, new Result.Done(), false);
    }

    private void seal() {
        if (!events.isEmpty()) {
            revision++;
            past.put(revision, now);
            events.forEach(event -> lastChange.put(event.key(), revision));
            commits.add(new Commit(space, revision, events));
            events = new ArrayList<>();
        }
    }

    private void flatten(Op op, List<Op> into) {
        if (op instanceof Op.Txn txn) {
            branch(txn, now).forEach(step -> flatten(step, into));
        } else {
            into.add(op);
        }
    }

    private List<Op> branch(Op.Txn txn, Map<Bytes, KeyValue> state) {
        return failed(txn, state) < 0 ? txn.success() : txn.failure();
    }

    private int failed(Op.Txn txn, Map<Bytes, KeyValue> state) {
        for (int i = 0; i < txn.compares().size(); i++) {
            if (!holds(txn.compares().get(i), state)) {
                return i;
            }
        }
        return -1;
    }

    private boolean holds(Compare compare, Map<Bytes, KeyValue> state) {
        return switch (compare) {
            case Compare.Unchanged(KeyRange keys, long since) ->
                    since >= floor
                            && since <= revision
                            && lastChange.entrySet().stream()
                                    .filter(entry -> keys.contains(entry.getKey()))
                                    .allMatch(entry -> entry.getValue() <= since);
            case Compare.Field field -> {
                List<KeyValue> found = in(field.keys(), state).toList();
                boolean byValue = field.operand() instanceof Compare.Operand.Value;
                yield found.isEmpty()
                        ? !byValue && holds(field, KeyValue.deleted(Bytes.EMPTY, 0))
                        : found.stream().allMatch(kv -> holds(field, kv));
            }
        };
    }

    private static boolean holds(Compare.Field field, KeyValue kv) {
        int sign =
                switch (field.operand()) {
                    case Compare.Operand.Value(Bytes value) -> kv.value().compareTo(value);
                    case Compare.Operand.Version(long v) -> Long.compare(kv.version(), v);
                    case Compare.Operand.Create(long r) -> Long.compare(kv.createRevision(), r);
                    case Compare.Operand.Mod(long r) -> Long.compare(kv.modRevision(), r);
                    case Compare.Operand.Lease(long l) -> Long.compare(kv.lease(), l);
                };
        return switch (field.relation()) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case GREATER -> sign > 0;
            case LESS -> sign < 0;
        };
    }

    private static Stream<KeyValue> in(KeyRange keys, Map<Bytes, KeyValue> state) {
        return state.values().stream().filter(kv -> keys.contains(kv.key()));
    }

    private Stream<Refusal> objection(Op op) {
        if (op instanceof Op.Range range && range.revision() > revision) {
            return Stream.of(new Refusal.FutureRevision(range.revision(), revision));
        }
        if (op instanceof Op.Range range && range.revision() > 0 && range.revision() < floor) {
            return Stream.of(new Refusal.Compacted(range.revision(), floor));
        }
        if (op instanceof Op.Put put) {
            if ((put.keepValue() || put.keepLease()) && !now.containsKey(put.key())) {
                return Stream.of(new Refusal.KeyNotFound(put.key()));
            }
            return put.lease() == 0 || leases.containsKey(put.lease())
                    ? Stream.of()
                    : Stream.of(new Refusal.LeaseNotFound(put.lease()));
        }
        return Stream.of();
    }

    private Result run(Op op, Map<Bytes, KeyValue> before) {
        return switch (op) {
            case Op.Range range -> range(range);
            case Op.Put put -> put(put);
            case Op.DeleteRange delete -> delete(delete);
            case Op.Txn txn ->
                    new Result.Decided(
                            failed(txn, before),
                            branch(txn, before).stream().map(step -> run(step, before)).toList());
        };
    }

    private Result put(Op.Put put) {
        KeyValue old = now.get(put.key());
        Bytes value = put.keepValue() && old != null ? old.value() : put.value();
        KeyValue kv =
                new KeyValue(
                        put.key(),
                        value,
                        old == null ? revision + 1 : old.createRevision(),
                        revision + 1,
                        old == null ? 1 : old.version() + 1,
                        put.keepLease() && old != null ? old.lease() : put.lease());
        now.put(put.key(), kv);
        events.add(new Event(Event.Kind.PUT, kv, old));
        return new Result.Written(put.previous() ? old : null);
    }

    private Result delete(Op.DeleteRange delete) {
        List<KeyValue> doomed = in(delete.keys(), now).toList();
        doomed.forEach(this::delete);
        return new Result.Deleted(doomed.size(), delete.previous() ? doomed : List.of());
    }

    private void delete(KeyValue kv) {
        now.remove(kv.key());
        KeyValue deleted = KeyValue.deleted(kv.key(), revision + 1);
        events.add(new Event(Event.Kind.DELETE, deleted, kv));
    }

    Result.Found range(Op.Range range) {
        Map<Bytes, KeyValue> state =
                range.revision() > 0 ? past.floorEntry(range.revision()).getValue() : now;
        long count = in(range.keys(), state).count();
        if (range.part() == RangePart.COUNT) {
            return new Result.Found(List.of(), false, count);
        }
        List<KeyValue> sorted =
                in(range.keys(), state)
                        .filter(kv -> range.filter().admits(kv))
                        .sorted(order(range))
                        .toList();
        long limit = range.limit() == 0 ? Long.MAX_VALUE : range.limit();
        List<KeyValue> kept = sorted.stream().limit(limit).map(kv -> part(range, kv)).toList();
        return new Result.Found(kept, sorted.size() > kept.size(), count);
    }

    private static KeyValue part(Op.Range range, KeyValue kv) {
        return range.part() == RangePart.ALL
                ? kv
                : new KeyValue(
                        kv.key(),
                        Bytes.EMPTY,
                        kv.createRevision(),
                        kv.modRevision(),
                        kv.version(),
                        kv.lease());
    }

    private static Comparator<KeyValue> order(Op.Range range) {
        Comparator<KeyValue> order =
                switch (range.order().target()) {
                    case KEY -> Comparator.comparing(KeyValue::key);
                    case VERSION -> Comparator.comparingLong(KeyValue::version);
                    case CREATE -> Comparator.comparingLong(KeyValue::createRevision);
                    case MOD -> Comparator.comparingLong(KeyValue::modRevision);
                    case VALUE -> Comparator.comparing(KeyValue::value);
                };
        return range.order().descending() ? order.reversed() : order;
    }

    private Reply compact(long to) {
        if (to <= floor) {
            return new Reply.Refused(new Refusal.Compacted(to, floor));
        }
        if (to > revision) {
            return new Reply.Refused(new Refusal.FutureRevision(to, revision));
        }
        floor = to;
        return new Reply.Applied(revision, new Result.Done(), false);
    }
}
