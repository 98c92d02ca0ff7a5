package dev.covey.runtime.store.memory;

import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.refused;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.RequestId;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Recorder;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreRefusal;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens to leaders, answers and watches when members are cut off and others elected. */
class MemoryClusterTest {

    private final MemoryCluster cluster = MemoryCluster.of("a", "b", "c");
    private final Store a = cluster.store("a");
    private final Store b = cluster.store("b");
    private final Store c = cluster.store("c");

    private static CompletableFuture<Outcome> commit(Store store, Transaction transaction) {
        return store.commit(transaction).toCompletableFuture();
    }

    @Test
    void nobodyLeadsUntilSomebodyIsElected() {
        assertThat(a.leadership().standing()).isEqualTo(Standing.NONE);
        assertThat(get(a.commit(change(put("k", "1")))))
                .isEqualTo(new Outcome.NotLeader(Optional.empty()));
        assertThatThrownBy(() -> get(a.confirmedView())).isInstanceOf(UnavailableException.class);
        cluster.elect("a");
        assertThat(a.leadership().standing())
                .isEqualTo(
                        new Standing(
                                Standing.Role.LEADER,
                                Optional.of(new Epoch(1, 1)),
                                Optional.of("a")));
        assertThat(b.leadership().standing())
                .isEqualTo(
                        new Standing(Standing.Role.FOLLOWER, Optional.empty(), Optional.of("a")));
        done(a, put("k", "1"));
    }

    @Test
    void aLeaderIsNotActiveBeforeItsClaimIsApplied() {
        cluster.hold();
        cluster.elect("a");
        assertThat(a.leadership().standing().role()).isEqualTo(Standing.Role.LEADER);
        assertThat(a.leadership().standing().isActive()).isFalse();
        assertThatThrownBy(() -> get(a.leadership().confirm()))
                .isInstanceOf(UnavailableException.class);
        cluster.commitNext();
        assertThat(a.leadership().standing().epoch()).contains(new Epoch(1, 1));
        get(a.leadership().confirm());
    }

    @Test
    void anOldLeaderThatWasCutOffCommitsNothingAndLearnsIt() {
        cluster.elect("a");
        Epoch old = a.leadership().standing().epoch().orElseThrow();
        cluster.cut("a");
        CompletableFuture<Outcome> lost = commit(a, change(put("k", "old")).under(old));
        assertThat(lost).isNotDone();
        assertThatThrownBy(() -> get(a.confirmedView())).isInstanceOf(UnavailableException.class);
        cluster.elect("b");
        done(b, put("k", "new"));
        assertThat(a.leadership().standing().epoch()).contains(old);
        assertThat(text(a.view(), "k")).isEmpty();
        cluster.heal("a");
        assertThat(lost).isCompletedWithValue(new Outcome.Unknown(Optional.empty()));
        assertThat(a.leadership().standing().role()).isEqualTo(Standing.Role.FOLLOWER);
        assertThat(text(a.view(), "k")).isEqualTo("new");
        assertThat(refused(b, change(put("k", "late")).under(old)))
                .isEqualTo(new StoreRefusal.StaleEpoch(Optional.of(new Epoch(1, 2))));
    }

    @Test
    void aMemberThatBeginsAnewKnowsNoLeaderUntilItHearsFromTheOthers() {
        cluster.elect("a");
        cluster.cut("a");
        cluster.restart("a");
        assertThat(a.leadership().standing()).isEqualTo(Standing.NONE);
        cluster.heal("a");
        assertThat(a.leadership().standing()).isEqualTo(Standing.NONE);
        assertThatThrownBy(() -> get(b.confirmedView())).isInstanceOf(UnavailableException.class);
        cluster.elect("a");
        assertThat(a.leadership().standing().epoch()).contains(new Epoch(1, 3));
        cluster.restart("b");
        assertThat(b.leadership().standing()).isEqualTo(Standing.NONE);
        done(a, put("k", "1"));
        assertThat(b.leadership().standing().leader()).contains("a");
    }

    @Test
    void whatAReachableLeaderHadUnderWaySurvivesItsSuccessor() {
        cluster.elect("a");
        Epoch old = a.leadership().standing().epoch().orElseThrow();
        cluster.hold();
        CompletableFuture<Outcome> first = commit(a, change(put("k", "1")).under(old));
        cluster.elect("b");
        cluster.release();
        assertThat(first.join()).isInstanceOf(Outcome.Done.class);
        assertThat(text(b.view(), "k")).isEqualTo("1");
    }

    @Test
    void anAnswerThatWasLostIsFoundUnderItsRequestId() {
        cluster.elect("a");
        RequestId id = RequestId.of("test", "1", Words.bytes(1), a.view().position());
        Transaction increment = change(put("k", "1")).withId(id);
        cluster.loseAnswers(1);
        assertThat(get(a.commit(increment))).isEqualTo(new Outcome.Unknown(Optional.of(id)));
        cluster.cut("a");
        cluster.elect("b");
        Outcome found = b.view().outcomeOf(id).orElseThrow();
        assertThat(found).isInstanceOf(Outcome.Done.class);
        assertThat(get(b.commit(increment))).isEqualTo(found);
        assertThat(b.view().get("k").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void whatWasDroppedIsUnknownAndCanBeSentAgainUnderTheSameId() {
        cluster.elect("a");
        RequestId id = RequestId.of("test", "1", Words.bytes(1), a.view().position());
        Transaction transaction = change(put("k", "1")).withId(id);
        cluster.hold();
        CompletableFuture<Outcome> dropped = commit(a, transaction);
        cluster.dropPending();
        assertThat(dropped).isCompletedWithValue(new Outcome.Unknown(Optional.of(id)));
        cluster.release();
        assertThat(get(a.commit(transaction))).isEqualTo(new Outcome.Done(2, false));
    }

    @Test
    void anExpiredProposalMayStillBeCommitted() {
        cluster.elect("a");
        cluster.cut("a");
        CompletableFuture<Outcome> expired = commit(a, change(put("k", "1")));
        cluster.expire("a");
        assertThat(expired).isCompletedWithValue(new Outcome.Unknown(Optional.empty()));
        cluster.heal("a");
        assertThat(text(c.view(), "k")).isEqualTo("1");
    }

    @Test
    void withoutAMajorityNothingIsWritten() {
        cluster.elect("a");
        cluster.cut("b");
        done(a, put("k", "1"));
        cluster.cut("c");
        CompletableFuture<Outcome> waiting = commit(a, change(put("k", "2")));
        assertThat(waiting).isNotDone();
        assertThatThrownBy(() -> get(a.leadership().confirm()))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> cluster.elect("a")).isInstanceOf(IllegalStateException.class);
        assertThat(text(a.view(), "k")).isEqualTo("1");
        cluster.heal("c");
        assertThat(waiting.join()).isInstanceOf(Outcome.Done.class);
        assertThat(text(c.view(), "k")).isEqualTo("2");
    }

    @Test
    void watchesGoOnThroughCutsAndSnapshots() {
        cluster.elect("a");
        Recorder recorder = new Recorder();
        c.watch(0, "", recorder);
        List<Long> revisions = new ArrayList<>();
        revisions.add(done(a, put("k", "1")));
        cluster.cut("c");
        revisions.add(done(a, put("k", "2")));
        cluster.reload("c");
        cluster.elect("b");
        revisions.add(done(b, put("k", "3")));
        assertThat(recorder.revisions()).hasSize(1);
        cluster.heal("c");
        assertThat(recorder.revisions()).isEqualTo(revisions);
    }

    @Test
    void whoListensIsToldOfEachStanding() {
        List<Standing.Role> roles = new ArrayList<>();
        var registration = a.leadership().onChange(standing -> roles.add(standing.role()));
        cluster.elect("a");
        cluster.elect("b");
        cluster.depose();
        assertThat(roles)
                .containsExactly(
                        Standing.Role.NONE,
                        Standing.Role.LEADER,
                        Standing.Role.FOLLOWER,
                        Standing.Role.NONE);
        registration.close();
        cluster.elect("a");
        assertThat(roles).hasSize(4);
    }

    @Test
    void aWatcherMayWriteAndIsNotNested() {
        cluster.elect("a");
        List<Long> seen = new ArrayList<>();
        a.watch(
                0,
                "",
                batch -> {
                    long revision = ((Batch.Changes) batch).revision();
                    if (revision < 10) {
                        assertThat(commit(a, change(put("k", "" + revision)))).isCompleted();
                    }
                    seen.add(revision);
                });
        done(a, put("k", "first"));
        assertThat(seen).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void aWatcherThatFailsIsCutOffAndHarmsNobody() {
        cluster.elect("a");
        Recorder recorder = new Recorder();
        a.watch(
                0,
                "",
                batch -> {
                    recorder.accept(batch);
                    if (batch instanceof Batch.Changes) {
                        throw new IllegalStateException("broken");
                    }
                });
        long revision = done(a, put("k", "1"));
        done(a, put("k", "2"));
        assertThat(recorder.batches()).hasSize(2);
        assertThat(recorder.batches().getLast()).isEqualTo(new Batch.CutOff(revision - 1));
    }
}
