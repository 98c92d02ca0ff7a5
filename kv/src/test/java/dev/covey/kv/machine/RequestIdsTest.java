package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.applied;
import static dev.covey.kv.machine.Lab.key;
import static dev.covey.kv.machine.Lab.putOp;
import static dev.covey.kv.machine.Lab.refused;
import static dev.covey.kv.machine.Lab.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A request with an id is applied once, or its outcome is said to be unknown. */
class RequestIdsTest {

    private final Lab lab = new Lab();

    private static RequestId idOf(Request request) {
        return Objects.requireNonNull(request.id());
    }

    @Test
    void theRepetitionIsGivenTheFirstReply() {
        Request request = withId("1", 7, 0, putOp("a", "1"));
        Reply.Applied first = applied(lab.ask(request));
        lab.put("a", "2");
        Reply.Applied second = applied(lab.ask(request));
        assertThat(first.repeated()).isFalse();
        assertThat(second).isEqualTo(new Reply.Applied(first.revision(), first.result(), true));
        assertThat(lab.value("a")).isEqualTo("2");
        assertThat(lab.machine.state().answer(idOf(request))).isEqualTo(second);
    }

    @Test
    void theRepetitionWithinABatchIsFoundToo() {
        Request request = withId("1", 7, 0, putOp("a", "1"));
        BatchResult result = lab.batch(request, request);
        assertThat(applied(result.replies().get(0)).repeated()).isFalse();
        assertThat(applied(result.replies().get(1)).repeated()).isTrue();
        assertThat(result.commits()).hasSize(1);
    }

    @Test
    void theSameIdForSomethingElseIsRefused() {
        lab.ask(withId("1", 7, 0, putOp("a", "1")));
        Request other = withId("1", 8, 0, putOp("a", "2"));
        assertThat(refused(lab.ask(other))).isEqualTo(new Refusal.RequestIdReused(idOf(other)));
        assertThat(lab.value("a")).isEqualTo("1");
    }

    @Test
    void whatChangedNothingIsNotRememberedAndMayBeBuiltAnew() {
        Op stale = Lab.txn(Compare.mod(Bytes.of("a"), 5), putOp("a", "1"));
        Request failed = withId("1", 7, 0, stale);
        assertThat(((Result.Decided) applied(lab.ask(failed)).result()).succeeded()).isFalse();
        assertThat(refused(lab.ask(withId("1", 7, 0, Op.Range.at(key("a"), 99)))))
                .isEqualTo(new Refusal.FutureRevision(99, 1));
        assertThat(lab.machine.state().answer(idOf(failed))).isNull();
        Op sound = Lab.txn(Compare.mod(Bytes.of("a"), 0), putOp("a", "1"));
        Reply.Applied first = applied(lab.ask(withId("1", 7, 0, sound)));
        assertThat(first.repeated()).isFalse();
        Reply.Applied second = applied(lab.ask(failed));
        assertThat(second).isEqualTo(new Reply.Applied(first.revision(), first.result(), true));
    }

    @Test
    void anIdThatIsForgottenIsUnknownAndNotAppliedAgain() {
        Request old = withId("old", 7, 0, putOp("a", "1"));
        lab.ask(old);
        lab.put("a", "2");
        fillMemory();
        assertThat(lab.ask(old)).isEqualTo(new Reply.Forgotten(idOf(old)));
        assertThat(lab.machine.state().answer(idOf(old))).isEqualTo(new Reply.Forgotten(idOf(old)));
        assertThat(lab.value("a")).isEqualTo("2");
        Request fresh = withId("new", 7, lab.machine.state().control().position(), putOp("a", "3"));
        assertThat(applied(lab.ask(fresh)).repeated()).isFalse();
        assertThat(lab.machine.state().memory().order().size()).isEqualTo(Limits.MAX_REMEMBERED);
    }

    private void fillMemory() {
        List<Request> batch = new ArrayList<>();
        for (int i = 0; i < Limits.MAX_REMEMBERED; i++) {
            long since = lab.machine.state().control().position();
            batch.add(withId("fill" + i, 7, since, putOp("b", "")));
            if (batch.size() == 4096) {
                lab.batch(batch.toArray(Request[]::new));
                batch.clear();
            }
        }
        lab.batch(batch.toArray(Request[]::new));
    }

    @Test
    void theMemoryIsBoundedInBytesAndKeepsNoLargeResult() {
        lab.put("big", "x".repeat(100_000));
        Request large = withId("large", 7, 0, putAndRead("big"));
        lab.ask(large);
        assertThat(applied(lab.ask(large)).result()).isEqualTo(new Result.Omitted());
        lab.put("medium", "x".repeat(8_000));
        for (int i = 0; i < 2_500; i++) {
            long since = lab.machine.state().control().position();
            lab.ask(withId("m" + i, 7, since, putAndRead("medium")));
        }
        assertThat(lab.machine.state().memory().bytes())
                .isBetween(
                        Limits.MAX_REMEMBERED_BYTES - 9_000L, (long) Limits.MAX_REMEMBERED_BYTES);
        assertThat(lab.ask(large)).isInstanceOf(Reply.Forgotten.class);
    }

    private static Op putAndRead(String key) {
        return Lab.txn(putOp("x", ""), Op.Range.of(key(key)));
    }

    @Test
    void anIdFromTheFutureIsRefused() {
        Request request = withId("1", 7, 5, putOp("a", "1"));
        assertThat(refused(lab.ask(request))).isEqualTo(new Refusal.OutOfRange("since", 5, 0));
        assertThat(lab.value("a")).isNull();
    }

    @Test
    void anIdOfAnOlderIncarnationIsUnknown() {
        Request before = withId("1", 7, 0, putOp("a", "1"));
        lab.ask(new Command.Renew(2));
        assertThat(lab.ask(before)).isInstanceOf(Reply.Forgotten.class);
        assertThat(lab.value("a")).isNull();
    }
}
