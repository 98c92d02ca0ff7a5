package dev.covey.kv.machine;

import static dev.covey.kv.machine.Lab.applied;
import static dev.covey.kv.machine.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Compare.Operand;
import dev.covey.kv.Compare.Relation;
import dev.covey.kv.Event;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys hang on leases, and go with them. */
class LeasesTest {

    private final Lab lab = new Lab();

    private void grant(long lease) {
        applied(lab.ask(new Command.GrantLease(Space.USER, lease, 60)));
    }

    private static Op.Put put(String key, long lease) {
        return new Op.Put(Bytes.of(key), Bytes.of("v"), lease, false, false, false);
    }

    private List<String> keysOf(long lease) {
        return lab.machine.state().user().leases().keysOf(lease).stream().map(Bytes::utf8).toList();
    }

    @Test
    void aGrantChangesNoRevision() {
        long before = lab.machine.state().user().revision();
        grant(7);
        assertThat(lab.machine.state().user().revision()).isEqualTo(before);
        assertThat(lab.machine.state().user().leases().secondsOf(7)).isEqualTo(60);
        assertThat(lab.machine.state().user().leases().all()).containsExactly(7L);
    }

    @Test
    void aNumberIsGrantedOnce() {
        grant(7);
        assertThat(refused(lab.ask(new Command.GrantLease(Space.USER, 7, 1))))
                .isEqualTo(new Refusal.LeaseExists(7));
        assertThat(refused(lab.ask(new Command.GrantLease(Space.USER, 0, 1))))
                .isEqualTo(new Refusal.LeaseNotFound(0));
    }

    @Test
    void lifetimesHaveBounds() {
        applied(lab.ask(new Command.GrantLease(Space.USER, 1, Limits.MAX_LEASE_SECONDS)));
        long over = Limits.MAX_LEASE_SECONDS + 1;
        assertThat(refused(lab.ask(new Command.GrantLease(Space.USER, 2, over))))
                .isEqualTo(new Refusal.OutOfRange("seconds", over, Limits.MAX_LEASE_SECONDS));
        assertThat(refused(lab.ask(new Command.GrantLease(Space.USER, 2, 0))))
                .isInstanceOf(Refusal.OutOfRange.class);
    }

    @Test
    void aPutNeedsALeaseThatIsThere() {
        assertThat(refused(lab.ask(put("a", 7)))).isEqualTo(new Refusal.LeaseNotFound(7));
        grant(7);
        lab.run(put("a", 7));
        assertThat(keysOf(7)).containsExactly("a");
    }

    @Test
    void aKeyHangsOnTheLeaseOfItsLastPut() {
        grant(1);
        grant(2);
        lab.run(put("a", 1));
        lab.run(put("a", 2));
        assertThat(keysOf(1)).isEmpty();
        assertThat(keysOf(2)).containsExactly("a");
        lab.run(new Op.Put(Bytes.of("a"), Bytes.of("w"), 0, false, false, true));
        assertThat(keysOf(2)).containsExactly("a");
        lab.put("a", "x");
        assertThat(keysOf(2)).isEmpty();
        lab.run(put("a", 2));
        lab.delete("a");
        assertThat(keysOf(2)).isEmpty();
    }

    @Test
    void theEndOfALeaseDeletesItsKeysAtOneRevision() {
        grant(1);
        grant(2);
        lab.run(put("b", 1));
        lab.run(put("a", 1));
        lab.run(put("c", 2));
        lab.put("d", "stays");
        long before = lab.machine.state().user().revision();
        BatchResult result = lab.batch(Request.of(new Command.RevokeLease(Space.USER, 1)));
        assertThat(applied(result.replies().getFirst()).revision()).isEqualTo(before + 1);
        assertThat(result.commits()).hasSize(1);
        assertThat(result.commits().getFirst().events())
                .extracting(Event::key)
                .containsExactly(Bytes.of("a"), Bytes.of("b"));
        assertThat(lab.value("a")).isNull();
        assertThat(lab.value("c")).isEqualTo("v");
        assertThat(lab.value("d")).isEqualTo("stays");
        assertThat(refused(lab.ask(new Command.RevokeLease(Space.USER, 1))))
                .isEqualTo(new Refusal.LeaseNotFound(1));
    }

    @Test
    void theEndOfALeaseWithoutKeysChangesNoRevision() {
        grant(1);
        long before = lab.machine.state().user().revision();
        assertThat(applied(lab.ask(new Command.RevokeLease(Space.USER, 1))).revision())
                .isEqualTo(before);
        assertThat(lab.machine.state().user().leases().all()).isEmpty();
    }

    @Test
    void theSpacesHaveLeasesOfTheirOwn() {
        grant(1);
        applied(lab.ask(new Command.GrantLease(Space.SYSTEM, 1, 5)));
        lab.run(put("a", 1));
        applied(lab.ask(new Command.RevokeLease(Space.SYSTEM, 1)));
        assertThat(lab.value("a")).isEqualTo("v");
    }

    @Test
    void aTransactionComparesTheLease() {
        grant(7);
        lab.run(put("a", 7));
        Compare held = new Compare.Field(Lab.key("a"), Relation.EQUAL, new Operand.Lease(7));
        assertThat(lab.decided(Lab.txn(held, Lab.putOp("b", "1"))).succeeded()).isTrue();
        Compare other = new Compare.Field(Lab.key("a"), Relation.EQUAL, new Operand.Lease(8));
        assertThat(lab.decided(Lab.txn(other, Lab.putOp("b", "2"))).succeeded()).isFalse();
        assertThat(lab.value("b")).isEqualTo("1");
    }

    @Test
    void oldVersionsKeepTheNumberOfTheirLease() {
        grant(7);
        long revision = lab.run(put("a", 7));
        lab.ask(new Command.RevokeLease(Space.USER, 7));
        assertThat(lab.found(Op.Range.at(Lab.key("a"), revision)).keys())
                .singleElement()
                .satisfies(kv -> assertThat(kv.lease()).isEqualTo(7));
    }

    @Test
    void anOldLeaderCannotEndALease() {
        grant(7);
        lab.ask(Lab.claim("n1", 1, 1));
        Request late =
                new Request(
                        null,
                        new dev.covey.kv.Epoch(1, 0),
                        Request.Origin.NONE,
                        new Command.RevokeLease(Space.USER, 7));
        assertThat(refused(lab.ask(late))).isInstanceOf(Refusal.StaleEpoch.class);
        assertThat(lab.machine.state().user().leases().all()).containsExactly(7L);
    }
}
