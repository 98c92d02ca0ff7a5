package dev.covey.kv.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Epoch;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.machine.Machine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes of the log and of snapshots are kept in files: whoever changes them must bring a new
 * format number and go on reading these.
 */
class GoldenBytesTest {

    private static final Bytes A = Bytes.of("a");

    @Test
    void theBytesOfALogEntryAreTheSameAsEver() throws IOException {
        assertThat(BatchCodec.encode(requests())).isEqualTo(golden("entry-1.hex"));
    }

    @Test
    void theBytesOfASnapshotAreTheSameAsEverAndAreRead() throws IOException {
        Machine machine = new Machine();
        machine.apply(3, golden("entry-1.hex"));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        SnapshotWriter.write(machine.state(), written);
        assertThat(written.toByteArray()).isEqualTo(golden("snapshot-1.hex"));
        Machine restored =
                new Machine(
                        SnapshotReader.read(new ByteArrayInputStream(golden("snapshot-1.hex"))));
        assertThat(restored.state().user().list(KeyRange.all()))
                .isEqualTo(machine.state().user().list(KeyRange.all()))
                .isNotEmpty();
        assertThat(restored.state().control()).isEqualTo(machine.state().control());
    }

    private static List<Request> requests() {
        Op.Range range =
                new Op.Range(
                        KeyRange.prefix(A),
                        2,
                        10,
                        RangePart.KEYS,
                        new RangeOrder(RangeOrder.Target.MOD, true),
                        new RangeFilter(1, 2, 3, 4));
        Compare value =
                new Compare.Field(
                        KeyRange.all(), Compare.Relation.LESS, new Compare.Operand.Value(A));
        Op.Txn txn =
                new Op.Txn(
                        List.of(Compare.mod(A, 2), new Compare.Unchanged(KeyRange.all(), 2), value),
                        List.of(Op.Put.of(A, Bytes.of("2")), range),
                        List.of(new Op.DeleteRange(KeyRange.single(A), true)));
        Request whole =
                new Request(
                        new RequestId("admin:ada", "id", -7, 0),
                        new Epoch(1, 3),
                        new Request.Origin("admin:ada", "because"),
                        new Command.Execute(Space.USER, txn));
        return List.of(
                Request.of(new Command.TakeOver(new Claim("n1", new Epoch(1, 3)))),
                Request.of(Space.USER, Op.Put.of(A, Bytes.of("1"))),
                Request.of(Space.SYSTEM, Op.Put.of(Bytes.of("r/node/n1"), Bytes.of("{}"))),
                whole,
                Request.of(new Command.Compact(Space.USER, 2)),
                Request.of(new Command.RaiseLevel(1)),
                Request.of(new Command.SetQuota(Space.USER, 1 << 30)),
                Request.of(Space.USER, new Op.Put(A, A, 0, true, true, true)));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream(name)) {
            byte[] text = Objects.requireNonNull(in, name).readAllBytes();
            return HexFormat.of()
                    .parseHex(new String(text, StandardCharsets.US_ASCII).replaceAll("\\s", ""));
        }
    }
}
