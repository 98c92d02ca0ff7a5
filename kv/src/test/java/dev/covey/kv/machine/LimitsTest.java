package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.applied;
import static dev.covey.kv.machine.Lab.deleteOp;
import static dev.covey.kv.machine.Lab.putOp;
import static dev.covey.kv.machine.Lab.refused;
import static dev.covey.kv.machine.Lab.txn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.RequestCodec;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is too much is refused, at the edge, and changes nothing. */
class LimitsTest {

    private final Lab lab = new Lab();

    private static Op.Txn puts(int count) {
        return txn(IntStream.range(0, count).mapToObj(i -> putOp("k" + i, "")).toArray(Op[]::new));
    }

    @Test
    void aTransactionHasAtMost128Operations() {
        applied(lab.ask(puts(128)));
        assertThat(refused(lab.ask(puts(129)))).isEqualTo(new Refusal.TooManyOps(129));
        Compare compare = Compare.mod(Bytes.of("x"), 0);
        Op.Txn compares = new Op.Txn(Collections.nCopies(129, compare), List.of(), List.of());
        assertThat(refused(lab.ask(compares))).isEqualTo(new Refusal.TooManyOps(129));
    }

    @Test
    void nestedTransactionsAreBoundedInDepthAndNumber() {
        Op op = putOp("a", "1");
        for (int i = 0; i < Limits.MAX_DEPTH; i++) {
            op = txn(op);
        }
        applied(lab.ask(op));
        assertThat(refused(lab.ask(txn(op)))).isEqualTo(new Refusal.TooDeep());
        Op hundred = txn(Collections.nCopies(100, Op.Range.of(Lab.key("a"))).toArray(Op[]::new));
        Op many = txn(Collections.nCopies(30, hundred).toArray(Op[]::new));
        assertThat(refused(lab.ask(many)))
                .isEqualTo(new Refusal.TooManyOps(Limits.MAX_TOTAL_OPS + 1));
    }

    @Test
    void oneTransactionWritesAKeyOnce() {
        Refusal duplicate = new Refusal.DuplicateKey(Bytes.of("a"));
        assertThat(refused(lab.ask(txn(putOp("a", "1"), putOp("a", "2"))))).isEqualTo(duplicate);
        assertThat(refused(lab.ask(txn(putOp("a", "1"), deleteOp("a"))))).isEqualTo(duplicate);
        assertThat(refused(lab.ask(txn(txn(putOp("a", "1")), putOp("a", "2")))))
                .isEqualTo(duplicate);
        assertThat(refused(lab.ask(txn(txn(deleteOp("a")), txn(putOp("a", "2"))))))
                .isEqualTo(duplicate);
        assertThat(refused(lab.ask(txn(txn(putOp("a", "2")), txn(deleteOp("a"))))))
                .isEqualTo(duplicate);
        assertThat(refused(lab.ask(txn(Op.DeleteRange.of(Lab.prefix("")), putOp("a", "1")))))
                .isEqualTo(duplicate);
        Op either = new Op.Txn(List.of(), List.of(putOp("a", "1")), List.of(putOp("a", "2")));
        applied(lab.ask(txn(either, deleteOp("b"), deleteOp("b"))));
        assertThat(lab.value("a")).isEqualTo("1");
    }

    @Test
    void aRequestThatIsTooLongIsRefusedEvenWhereItIsInTheLog() {
        Request request = Request.of(Space.USER, putOp("a", "x".repeat(Limits.MAX_REQUEST_BYTES)));
        byte[] encoded = RequestCodec.encode(request);
        Refusal tooLarge = new Refusal.TooLarge(encoded.length);
        assertThat(RequestCheck.admit(request))
                .isEqualTo(new RequestCheck.Verdict.Refused(tooLarge));
        byte[] small = RequestCodec.encode(Request.of(Space.USER, putOp("b", "1")));
        BatchResult result = lab.machine.apply(1, BatchCodec.pack(List.of(encoded, small)));
        assertThat(refused(result.replies().getFirst())).isEqualTo(tooLarge);
        applied(result.replies().getLast());
        assertThat(lab.value("a")).isNull();
        assertThat(lab.value("b")).isEqualTo("1");
    }

    @Test
    void aFullSpaceRefusesPutsAndTakesDeletionsAndCompaction() {
        lab.put("a", "x".repeat(1_000));
        long used = lab.machine.state().user().numbers().used();
        long one = Limits.VERSION_OVERHEAD + 2;
        lab.ask(new Command.SetQuota(Space.USER, used + one));
        applied(lab.ask(putOp("b", "1")));
        assertThat(refused(lab.ask(putOp("c", "1"))))
                .isEqualTo(new Refusal.NoSpace(Space.USER, used + one, used + one));
        assertThat(refused(lab.ask(txn(deleteOp("a"), putOp("c", "1")))))
                .isInstanceOf(Refusal.NoSpace.class);
        assertThat(lab.value("a")).isNotNull();
        applied(lab.ask(Request.of(Space.SYSTEM, putOp("c", "1"))));
        lab.delete("a");
        lab.compact(lab.machine.state().user().revision());
        lab.batch();
        applied(lab.ask(putOp("c", "1")));
        assertThat(refused(lab.ask(new Command.SetQuota(Space.USER, -1))))
                .isEqualTo(new Refusal.OutOfRange("quota", -1, 0));
    }

    @Test
    void namesThatAreTooLongAreNotAdmitted() {
        Request request =
                new Request(
                        null,
                        null,
                        new Request.Origin("ä".repeat(Limits.MAX_NAME_BYTES / 2 + 1), ""),
                        new Command.RaiseLevel(1));
        assertThat(RequestCheck.admit(request))
                .isEqualTo(
                        new RequestCheck.Verdict.Refused(
                                new Refusal.OutOfRange("actor", 258, Limits.MAX_NAME_BYTES)));
    }
}
