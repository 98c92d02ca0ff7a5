package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.applied;
import static dev.covey.kv.machine.Lab.claim;
import static dev.covey.kv.machine.Lab.putOp;
import static dev.covey.kv.machine.Lab.refused;
import static dev.covey.kv.machine.Lab.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Epoch;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.UnknownCommandException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may act as the leader, and what a new incarnation puts an end to. */
class EpochTest {

    private final Lab lab = new Lab();

    private Reply ask(long term, Command command) {
        byte[] batch = BatchCodec.encode(List.of(Request.of(command)));
        return lab.machine.apply(term, batch).replies().getFirst();
    }

    @Test
    void onlyTheStoredEpochMayAct() {
        assertThat(refused(lab.ask(under(new Epoch(1, 1), putOp("a", "1")))))
                .isEqualTo(new Refusal.StaleEpoch(null));
        applied(ask(3, claim("n", 1, 3)));
        applied(lab.ask(under(new Epoch(1, 3), putOp("a", "1"))));
        Claim stored = new Claim("n", new Epoch(1, 3));
        for (Epoch other : List.of(new Epoch(1, 2), new Epoch(1, 4), new Epoch(2, 3))) {
            assertThat(refused(lab.ask(under(other, putOp("a", "2")))))
                    .isEqualTo(new Refusal.StaleEpoch(stored));
        }
        assertThat(lab.value("a")).isEqualTo("1");
    }

    @Test
    void theOldLeadersRequestsAreRefusedFromTheClaimOnAndNotBefore() {
        ask(1, claim("old", 1, 1));
        Request late = under(new Epoch(1, 1), putOp("a", "late"));
        BatchResult result =
                lab.machine.apply(
                        2, BatchCodec.encode(List.of(late, Request.of(claim("new", 1, 2)), late)));
        applied(result.replies().get(0));
        applied(result.replies().get(1));
        assertThat(refused(result.replies().get(2))).isInstanceOf(Refusal.StaleEpoch.class);
    }

    @Test
    void aClaimHoldsOnlyInItsOwnTermAndAboveTheStoredOne() {
        applied(ask(3, claim("n", 1, 3)));
        Refusal outdated = new Refusal.ClaimOutdated(new Claim("n", new Epoch(1, 3)));
        assertThat(refused(ask(5, claim("m", 1, 4)))).isEqualTo(outdated);
        assertThat(refused(ask(2, claim("m", 1, 2)))).isEqualTo(outdated);
        assertThat(refused(ask(3, claim("m", 1, 3)))).isEqualTo(outdated);
        assertThat(refused(ask(4, claim("m", 2, 4)))).isEqualTo(outdated);
        applied(ask(4, claim("n", 1, 3)));
        applied(ask(6, claim("m", 1, 6)));
    }

    @Test
    void aNewIncarnationLeapsAndVoidsTheClaimAndTheHistory() {
        ask(3, claim("n", 1, 3));
        long old = lab.put("a", "1");
        lab.put("a", "2");
        lab.put("b", "1");
        lab.delete("b");
        applied(lab.ask(new Command.Renew(2)));
        SpaceState user = lab.machine.state().user();
        long leap = 1L << 40;
        assertThat(user.revision()).isEqualTo(leap);
        assertThat(user.floor()).isEqualTo(leap);
        assertThat(user.numbers().used()).isEqualTo(Limits.VERSION_OVERHEAD + 2);
        assertThat(user.list(KeyRange.all())).hasSize(1);
        assertThat(refused(lab.ask(Op.Range.at(KeyRange.all(), old))))
                .isEqualTo(new Refusal.Compacted(old, leap));
        assertThat(user.remembersAfter(old)).isFalse();
        assertThat(refused(lab.ask(under(new Epoch(1, 3), putOp("a", "3")))))
                .isEqualTo(new Refusal.StaleEpoch(null));
        assertThat(refused(ask(9, claim("n", 1, 9)))).isInstanceOf(Refusal.ClaimOutdated.class);
        applied(ask(9, claim("n", 2, 9)));
        assertThat(lab.put("a", "3")).isEqualTo(leap + 1);
        assertThat(refused(lab.ask(new Command.Renew(2))))
                .isEqualTo(new Refusal.OutOfRange("incarnation", 2, 2));
    }

    @Test
    void theFeatureLevelNeverFallsAndAnUnknownOneHaltsTheReplica() {
        applied(lab.ask(new Command.RaiseLevel(1)));
        assertThat(refused(lab.ask(new Command.RaiseLevel(0))))
                .isEqualTo(new Refusal.OutOfRange("feature level", 0, 1));
        State before = lab.machine.state();
        int unknown = Limits.SUPPORTED_LEVEL + 1;
        Request put = Request.of(Space.USER, Op.Put.of(Bytes.of("a"), Bytes.EMPTY));
        assertThatThrownBy(() -> lab.batch(put, Request.of(new Command.RaiseLevel(unknown))))
                .isInstanceOf(UnknownCommandException.class);
        assertThat(lab.machine.state()).isSameAs(before);
        assertThat(RequestCheck.admit(Request.of(new Command.RaiseLevel(unknown))))
                .isInstanceOf(RequestCheck.Verdict.Refused.class);
    }
}
