package dev.covey.etcd.shape;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.Compare;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RequestOp;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.kv.Compare.Operand;
import dev.covey.kv.Compare.Relation;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import java.util.List;

/**
 * What clients ask for, as operations of the store. Refuses what etcd refuses before it looks at
 * any key, with its errors (etcd, {@code server/etcdserver/api/v3rpc/key.go}).
 */
public final class Asked {

    /** How deep a message is followed; the store refuses far less. */
    private static final int DEEPEST = Limits.MAX_DEPTH + 1;

    /** A read. */
    public static Op.Range range(RangeRequest asked) {
        need(!asked.getKey().isEmpty(), EtcdFault.EMPTY_KEY);
        return new Op.Range(
                Shapes.range(asked.getKey(), asked.getRangeEnd()),
                Math.max(0, asked.getRevision()),
                Math.max(0, asked.getLimit()),
                part(asked),
                order(asked),
                new RangeFilter(
                        asked.getMinModRevision(),
                        asked.getMaxModRevision(),
                        asked.getMinCreateRevision(),
                        asked.getMaxCreateRevision()));
    }

    private static RangePart part(RangeRequest asked) {
        if (asked.getCountOnly()) {
            return RangePart.COUNT;
        }
        return asked.getKeysOnly() ? RangePart.KEYS : RangePart.ALL;
    }

    /** Without an order, but with a target other than the key, etcd sorts upwards. */
    private static RangeOrder order(RangeRequest asked) {
        RangeOrder.Target target =
                switch (asked.getSortTarget()) {
                    case KEY -> RangeOrder.Target.KEY;
                    case VERSION -> RangeOrder.Target.VERSION;
                    case CREATE -> RangeOrder.Target.CREATE;
                    case MOD -> RangeOrder.Target.MOD;
                    case VALUE -> RangeOrder.Target.VALUE;
                    case UNRECOGNIZED -> throw EtcdFault.INVALID_SORT.exception();
                };
        boolean descending =
                switch (asked.getSortOrder()) {
                    case NONE, ASCEND -> false;
                    case DESCEND -> true;
                    case UNRECOGNIZED -> throw EtcdFault.INVALID_SORT.exception();
                };
        return new RangeOrder(target, descending);
    }

    /** A write. */
    public static Op.Put put(PutRequest asked) {
        need(!asked.getKey().isEmpty(), EtcdFault.EMPTY_KEY);
        need(!asked.getIgnoreValue() || asked.getValue().isEmpty(), EtcdFault.VALUE_PROVIDED);
        need(!asked.getIgnoreLease() || asked.getLease() == 0, EtcdFault.LEASE_PROVIDED);
        return new Op.Put(
                Shapes.bytes(asked.getKey()),
                Shapes.bytes(asked.getValue()),
                asked.getLease(),
                asked.getPrevKv(),
                asked.getIgnoreValue(),
                asked.getIgnoreLease());
    }

    /** A deletion. */
    public static Op.DeleteRange delete(DeleteRangeRequest asked) {
        need(!asked.getKey().isEmpty(), EtcdFault.EMPTY_KEY);
        return new Op.DeleteRange(
                Shapes.range(asked.getKey(), asked.getRangeEnd()), asked.getPrevKv());
    }

    /** A transaction. */
    public static Op.Txn txn(TxnRequest asked) {
        return txn(asked, DEEPEST);
    }

    private static Op.Txn txn(TxnRequest asked, int depth) {
        int longest =
                Math.max(
                        asked.getCompareCount(),
                        Math.max(asked.getSuccessCount(), asked.getFailureCount()));
        need(depth > 0 && longest <= Limits.MAX_OPS, EtcdFault.TOO_MANY_OPS);
        return new Op.Txn(
                asked.getCompareList().stream().map(Asked::compare).toList(),
                ops(asked.getSuccessList(), depth),
                ops(asked.getFailureList(), depth));
    }

    private static List<Op> ops(List<RequestOp> asked, int depth) {
        return asked.stream().map(op -> op(op, depth)).toList();
    }

    private static Op op(RequestOp asked, int depth) {
        return switch (asked.getRequestCase()) {
            case REQUEST_RANGE -> range(asked.getRequestRange());
            case REQUEST_PUT -> put(asked.getRequestPut());
            case REQUEST_DELETE_RANGE -> delete(asked.getRequestDeleteRange());
            case REQUEST_TXN -> txn(asked.getRequestTxn(), depth - 1);
            case REQUEST_NOT_SET -> throw EtcdFault.KEY_NOT_FOUND.exception();
        };
    }

    private static dev.covey.kv.Compare compare(Compare asked) {
        need(!asked.getKey().isEmpty(), EtcdFault.EMPTY_KEY);
        return new dev.covey.kv.Compare.Field(
                Shapes.range(asked.getKey(), asked.getRangeEnd()),
                relation(asked.getResult()),
                operand(asked));
    }

    private static Relation relation(Compare.CompareResult asked) {
        return switch (asked) {
            case EQUAL -> Relation.EQUAL;
            case GREATER -> Relation.GREATER;
            case LESS -> Relation.LESS;
            case NOT_EQUAL -> Relation.NOT_EQUAL;
            case UNRECOGNIZED -> throw EtcdFault.KEY_NOT_FOUND.exception();
        };
    }

    private static Operand operand(Compare asked) {
        return switch (asked.getTarget()) {
            case VERSION -> new Operand.Version(asked.getVersion());
            case CREATE -> new Operand.Create(asked.getCreateRevision());
            case MOD -> new Operand.Mod(asked.getModRevision());
            case VALUE -> new Operand.Value(Shapes.bytes(asked.getValue()));
            case LEASE -> new Operand.Lease(asked.getLease());
            case UNRECOGNIZED -> throw EtcdFault.KEY_NOT_FOUND.exception();
        };
    }

    /** Whether a transaction writes nothing, whichever branches are taken. */
    public static boolean onlyReads(Op op) {
        return switch (op) {
            case Op.Range _ -> true;
            case Op.Put _, Op.DeleteRange _ -> false;
            case Op.Txn txn ->
                    txn.success().stream().allMatch(Asked::onlyReads)
                            && txn.failure().stream().allMatch(Asked::onlyReads);
        };
    }

    private static void need(boolean holds, EtcdFault otherwise) {
        if (!holds) {
            throw otherwise.exception();
        }
    }

    private Asked() {}
}
