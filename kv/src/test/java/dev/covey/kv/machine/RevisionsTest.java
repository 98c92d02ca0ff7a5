package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.deleteOp;
import static dev.covey.kv.machine.Lab.key;
import static dev.covey.kv.machine.Lab.prefix;
import static dev.covey.kv.machine.Lab.putOp;
import static dev.covey.kv.machine.Lab.refused;
import static dev.covey.kv.machine.Lab.txn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.covey.kv.Bytes;
import dev.covey.kv.Commit;
import dev.covey.kv.Compare;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests get a revision, and what they leave in the keys. */
class RevisionsTest {

    private final Lab lab = new Lab();

    @Test
    void aNewSpaceIsAtRevisionOneAsInEtcd() {
        assertThat(lab.machine.state().user().revision()).isEqualTo(1);
    }

    @Test
    void eachPutRaisesTheRevisionByOne() {
        assertThat(lab.put("a", "1")).isEqualTo(2);
        assertThat(lab.put("a", "2")).isEqualTo(3);
        KeyValue kv = lab.machine.state().user().get(Bytes.of("a"));
        assertThat(kv).isEqualTo(new KeyValue(Bytes.of("a"), Bytes.of("2"), 2, 3, 2, 0));
    }

    @Test
    void aKeyThatIsMadeAgainBeginsAtVersionOne() {
        lab.put("a", "1");
        lab.delete("a");
        lab.put("a", "2");
        KeyValue kv = lab.machine.state().user().get(Bytes.of("a"));
        assertThat(kv).isEqualTo(new KeyValue(Bytes.of("a"), Bytes.of("2"), 4, 4, 1, 0));
    }

    @Test
    void readsFailedBranchesAndDeletionsOfNothingGetNoRevision() {
        lab.put("a", "1");
        assertThat(lab.run(Op.Range.of(key("a")))).isEqualTo(2);
        assertThat(lab.delete("b")).isEqualTo(2);
        Op.Txn failing = txn(Compare.mod(Bytes.of("a"), 99), putOp("a", "2"));
        assertThat(lab.run(failing)).isEqualTo(2);
        assertThat(lab.put("a", "2")).isEqualTo(3);
    }

    @Test
    void thePutsOfOneTransactionShareARevision() {
        assertThat(lab.run(txn(putOp("a", "1"), putOp("b", "2"), putOp("c", "3")))).isEqualTo(2);
        assertThat(lab.machine.state().user().list(prefix("")))
                .extracting(KeyValue::modRevision)
                .containsExactly(2L, 2L, 2L);
    }

    @Test
    void theRequestsOfABatchGetRevisionsInOrderAndDoNotTouchEachOther() {
        BatchResult result =
                lab.batch(
                        Request.of(Space.USER, putOp("a", "1")),
                        Request.of(Space.USER, putOp("", "empty key")),
                        Request.of(Space.SYSTEM, putOp("a", "1")),
                        Request.of(Space.USER, putOp("b", "2")));
        assertThat(result.replies())
                .containsExactly(
                        new Reply.Applied(2, new Result.Written(null), false),
                        new Reply.Refused(new Refusal.EmptyKey()),
                        new Reply.Applied(2, new Result.Written(null), false),
                        new Reply.Applied(3, new Result.Written(null), false));
        assertThat(result.commits())
                .extracting(Commit::space, Commit::revision)
                .containsExactly(
                        tuple(Space.USER, 2L), tuple(Space.SYSTEM, 2L), tuple(Space.USER, 3L));
    }

    @Test
    void oldRevisionsCanBeReadUntilTheyAreCompacted() {
        long first = lab.put("a", "1");
        long second = lab.put("a", "2");
        long third = lab.delete("a");
        lab.put("b", "3");
        assertThat(at("a", first)).containsExactly("1");
        assertThat(at("a", second)).containsExactly("2");
        assertThat(at("a", third)).isEmpty();
        lab.compact(second);
        assertThat(at("a", second)).containsExactly("2");
        assertThat(refused(lab.machine.state().query(Space.USER, Op.Range.at(key("a"), first))))
                .isEqualTo(new Refusal.Compacted(first, second));
        assertThat(refused(lab.ask(Op.Range.at(key("a"), 99))))
                .isEqualTo(new Refusal.FutureRevision(99, 5));
    }

    private List<String> at(String key, long revision) {
        return lab.found(Op.Range.at(key(key), revision)).keys().stream()
                .map(kv -> kv.value().utf8())
                .toList();
    }

    @Test
    void aCommitTellsItsEventsInOrderWithWhatWasBefore() {
        lab.put("b", "1");
        BatchResult result =
                lab.batch(
                        Request.of(
                                Space.USER, txn(putOp("c", "2"), putOp("a", "3"), deleteOp("b"))));
        Commit commit = result.commits().getFirst();
        assertThat(commit.events())
                .extracting(Event::kind, event -> event.key().utf8())
                .containsExactly(
                        tuple(Event.Kind.PUT, "c"),
                        tuple(Event.Kind.PUT, "a"),
                        tuple(Event.Kind.DELETE, "b"));
        assertThat(commit.events().getLast().previous())
                .isEqualTo(new KeyValue(Bytes.of("b"), Bytes.of("1"), 2, 2, 1, 0));
        assertThat(lab.machine.state().user().commitsAfter(2, KeyRange.all(), 100))
                .containsExactly(commit);
    }
}
