package dev.covey.kv.codec;

import dev.covey.kv.Compare;
import dev.covey.kv.Compare.Relation;
import dev.covey.kv.KeyRange;
import java.util.List;

/** Compares as bytes. */
final class CompareCodec {

    private static final Choice<Relation> RELATION =
            new Choice<>(
                    List.of(Relation.EQUAL, Relation.NOT_EQUAL, Relation.GREATER, Relation.LESS));

    static void write(Encoder out, Compare compare) {
        switch (compare) {
            case Compare.Unchanged(KeyRange keys, long since) -> {
                OpCodec.writeKeys(out.octet(1), keys);
                out.number(since);
            }
            case Compare.Field field -> {
                OpCodec.writeKeys(out.octet(2), field.keys());
                writeOperand(RELATION.write(out, field.relation()), field.operand());
            }
        }
    }

    static Compare read(Decoder in) {
        int tag = in.octet();
        return switch (tag) {
            case 1 -> new Compare.Unchanged(OpCodec.readKeys(in), in.number());
            case 2 -> new Compare.Field(OpCodec.readKeys(in), RELATION.read(in), readOperand(in));
            default -> throw new UnknownCommandException("compare", tag);
        };
    }

    private static void writeOperand(Encoder out, Compare.Operand operand) {
        switch (operand) {
            case Compare.Operand.Value(var value) -> out.octet(1).bytes(value);
            case Compare.Operand.Version(long version) -> out.octet(2).number(version);
            case Compare.Operand.Create(long revision) -> out.octet(3).number(revision);
            case Compare.Operand.Mod(long revision) -> out.octet(4).number(revision);
            case Compare.Operand.Lease(long lease) -> out.octet(5).number(lease);
        }
    }

    private static Compare.Operand readOperand(Decoder in) {
        int tag = in.octet();
        return switch (tag) {
            case 1 -> new Compare.Operand.Value(in.bytes());
            case 2 -> new Compare.Operand.Version(in.number());
            case 3 -> new Compare.Operand.Create(in.number());
            case 4 -> new Compare.Operand.Mod(in.number());
            case 5 -> new Compare.Operand.Lease(in.number());
            default -> throw new UnknownCommandException("compare target", tag);
        };
    }

    private CompareCodec() {}
}
