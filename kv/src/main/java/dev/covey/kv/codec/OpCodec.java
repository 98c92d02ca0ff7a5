package dev.covey.kv.codec;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangeOrder.Target;
import dev.covey.kv.RangePart;
import java.util.List;

/** Operations as bytes. */
final class OpCodec {

    private static final Choice<RangePart> PART =
            new Choice<>(List.of(RangePart.ALL, RangePart.KEYS, RangePart.COUNT));
    private static final Choice<Target> TARGET =
            new Choice<>(
                    List.of(Target.KEY, Target.VERSION, Target.CREATE, Target.MOD, Target.VALUE));

    static void write(Encoder out, Op op) {
        switch (op) {
            case Op.Range range -> writeRange(out.octet(1), range);
            case Op.Put put -> writePut(out.octet(2), put);
            case Op.DeleteRange(KeyRange keys, boolean previous) -> {
                writeKeys(out.octet(3), keys);
                out.flag(previous);
            }
            case Op.Txn txn -> out.octet(4).nested(() -> writeTxn(out, txn));
        }
    }

    static Op read(Decoder in) {
        int tag = in.octet();
        return switch (tag) {
            case 1 -> readRange(in);
            case 2 -> readPut(in);
            case 3 -> new Op.DeleteRange(readKeys(in), in.flag());
            case 4 -> in.nested(OpCodec::readTxn);
            default -> throw new UnknownCommandException("operation", tag);
        };
    }

    private static void writeTxn(Encoder out, Op.Txn txn) {
        out.list(txn.compares(), CompareCodec::write)
                .list(txn.success(), OpCodec::write)
                .list(txn.failure(), OpCodec::write);
    }

    private static Op readTxn(Decoder in) {
        return new Op.Txn(
                in.list(CompareCodec::read), in.list(OpCodec::read), in.list(OpCodec::read));
    }

    static void writeKeys(Encoder out, KeyRange keys) {
        out.bytes(keys.key()).bytes(keys.end());
    }

    static KeyRange readKeys(Decoder in) {
        return new KeyRange(in.bytes(), in.bytes());
    }

    private static void writePut(Encoder out, Op.Put put) {
        int flags =
                (put.previous() ? 1 : 0) | (put.keepValue() ? 2 : 0) | (put.keepLease() ? 4 : 0);
        out.bytes(put.key()).bytes(put.value()).number(put.lease()).octet(flags);
    }

    private static Op readPut(Decoder in) {
        var key = in.bytes();
        var value = in.bytes();
        long lease = in.number();
        int flags = in.number(0, 7);
        return new Op.Put(key, value, lease, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
    }

    private static void writeRange(Encoder out, Op.Range range) {
        writeKeys(out, range.keys());
        RangeFilter filter = range.filter();
        out.number(range.revision()).number(range.limit());
        PART.write(out, range.part());
        TARGET.write(out, range.order().target())
                .flag(range.order().descending())
                .number(filter.minMod())
                .number(filter.maxMod())
                .number(filter.minCreate())
                .number(filter.maxCreate());
    }

    private static Op readRange(Decoder in) {
        return new Op.Range(
                readKeys(in),
                in.number(),
                in.number(),
                PART.read(in),
                new RangeOrder(TARGET.read(in), in.flag()),
                new RangeFilter(in.number(), in.number(), in.number(), in.number()));
    }

    private OpCodec() {}
}
