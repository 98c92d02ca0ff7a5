package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.key;
import static dev.covey.kv.machine.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Compare;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What compaction forgets, what it keeps, and that it never stalls the rest. */
class CompactionTest {

    private final Lab lab = new Lab();

    private SpaceState user() {
        return lab.machine.state().user();
    }

    @Test
    void itCanNeitherGoBackNorAhead() {
        lab.put("a", "1");
        lab.put("a", "2");
        lab.compact(2);
        assertThat(refused(lab.compact(2))).isEqualTo(new Refusal.Compacted(2, 2));
        assertThat(refused(lab.compact(4))).isEqualTo(new Refusal.FutureRevision(4, 3));
    }

    @Test
    void itForgetsOldVersionsAndDeletionsButNothingThatCanBeRead() {
        lab.put("a", "1");
        lab.put("a", "2");
        lab.put("b", "1");
        lab.delete("b");
        lab.put("a", "3");
        lab.compact(user().revision());
        assertThat(user().index().size()).isEqualTo(1);
        assertThat(user().numbers().used()).isEqualTo(Limits.VERSION_OVERHEAD + 2);
        assertThat(lab.value("a")).isEqualTo("3");
    }

    @Test
    void theEventsOfTheFloorItselfAreStillKnownAsInEtcd() {
        lab.put("a", "1");
        long deleted = lab.delete("a");
        lab.put("b", "1");
        lab.compact(deleted);
        assertThat(user().commitsAfter(deleted - 1, KeyRange.all(), 9))
                .flatExtracting(commit -> commit.events())
                .extracting(Event::kind)
                .containsExactly(Event.Kind.DELETE, Event.Kind.PUT);
        assertThat(user().remembersAfter(deleted - 2)).isFalse();
        assertThatThrownBy(() -> user().commitsAfter(deleted - 2, KeyRange.all(), 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAssertionAboutAPrefixNeverHoldsBelowTheFloor() {
        lab.put("p/a", "1");
        long since = user().revision();
        lab.delete("p/a");
        lab.put("q", "1");
        lab.compact(user().revision());
        lab.put("q", "2");
        Compare unchanged = new Compare.Unchanged(Lab.prefix("p/"), since);
        assertThat(lab.decided(Lab.txn(unchanged)).succeeded()).isFalse();
        Compare later = new Compare.Unchanged(Lab.prefix("p/"), user().floor());
        assertThat(lab.decided(Lab.txn(later)).succeeded()).isTrue();
    }

    @Test
    void aLargeCompactionIsDoneStepByStep() {
        for (int batch = 0; batch < 40; batch++) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                requests.add(Request.of(Space.USER, Lab.putOp("k" + i, "v" + batch)));
            }
            lab.batch(requests.toArray(Request[]::new));
        }
        long full = user().numbers().used();
        lab.compact(user().revision());
        assertThat(user().numbers().swept()).isLessThan(user().floor());
        int batches = 0;
        while (user().numbers().swept() < user().floor()) {
            lab.batch();
            batches++;
        }
        assertThat(batches).isBetween(2, 10);
        assertThat(user().numbers().used()).isLessThan(full / 39);
        assertThat(user().log().size()).isEqualTo(1);
        assertThat(user().list(KeyRange.all())).hasSize(500);
    }

    @Test
    void anOldVersionOfABusyKeyIsFound() {
        for (int i = 0; i < 5_000; i++) {
            lab.put("busy", Integer.toString(i));
        }
        lab.compact(1_000);
        for (long revision = 1_000; revision <= 5_001; revision += 7) {
            assertThat(lab.found(Op.Range.at(key("busy"), revision)).keys().getFirst().value())
                    .isEqualTo(Bytes.of(Long.toString(revision - 2)));
        }
    }
}
