package dev.covey.runtime.store;

import static dev.covey.runtime.store.Words.at;
import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.compaction;
import static dev.covey.runtime.store.Words.delete;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.keys;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.refused;
import static dev.covey.runtime.store.Words.reply;
import static dev.covey.runtime.store.Words.text;
import static dev.covey.runtime.store.Words.userPut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.model.Epoch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store keeps. Each test begins with a store of its own that leads and is active. */
public abstract class StoreConformance {

    /** The door of an active leader over an empty store. The same one within a test. */
    protected abstract Store store();

    /** The doors of the other members, if there are any. */
    protected List<Store> others() {
        return List.of();
    }

    @Test
    void aRowIsReadAsItWasWritten() {
        long first = done(store(), put("node/a", "1"));
        long second = done(store(), put("node/a", "2"));
        Row row = store().view().get("node/a").orElseThrow();
        assertThat(second).isEqualTo(first + 1);
        assertThat(text(store().view(), "node/a")).isEqualTo("2");
        assertThat(row.createRevision()).isEqualTo(first);
        assertThat(row.modRevision()).isEqualTo(second);
        assertThat(row.version()).isEqualTo(2);
        assertThat(store().view().get("node/b")).isEmpty();
    }

    @Test
    void rowsAreListedInTheOrderOfTheirKeys() {
        done(store(), put("r/node/b", ""), put("r/node/a", ""), put("r/nodes", ""), put("r/m", ""));
        assertThat(keys(store().view(), "r/node/")).containsExactly("r/node/a", "r/node/b");
        assertThat(keys(store().view(), "r/"))
                .containsExactly("r/m", "r/node/a", "r/node/b", "r/nodes");
    }

    @Test
    void aViewStaysAsItIs() {
        done(store(), put("a", "1"));
        View before = store().view();
        done(store(), put("a", "2"), put("b", "1"));
        done(store(), delete("a"));
        get(store().execute(compaction(store().view().revision())));
        assertThat(text(before, "a")).isEqualTo("1");
        assertThat(keys(before, "")).containsExactly("a");
        assertThat(keys(store().view(), "")).containsExactly("b");
    }

    @Test
    void aPrefixIsReadPieceByPiece() {
        done(store(), put("a/1", "1"), put("a/2", "1"), put("a/3", "1"), put("b", "1"));
        done(store(), delete("a/2"), put("a/11", "1"));
        View view = store().view();
        assertThat(view.list("a/", "", 2)).extracting(Row::key).containsExactly("a/1", "a/11");
        assertThat(view.list("a/", "a/11", 2)).extracting(Row::key).containsExactly("a/3");
        assertThat(view.list("a/", "a/2", 2)).extracting(Row::key).containsExactly("a/3");
        assertThat(view.list("a/", "a/3", 2)).isEmpty();
    }

    @Test
    void theChangesOfATransactionHappenAllAtOneRevisionOrNotAtAll() {
        long revision = done(store(), put("a", "1"), put("b", "1"));
        assertThat(store().view().list("")).extracting(Row::modRevision).containsOnly(revision);
        Condition stale = new Condition.RowAt("a", revision - 1);
        assertThat(refused(store(), change(stale, put("a", "2"), delete("b"))))
                .isEqualTo(new StoreRefusal.Conflict(Optional.of(stale)));
        assertThat(store().view().revision()).isEqualTo(revision);
        assertThat(text(store().view(), "a") + text(store().view(), "b")).isEqualTo("11");
    }

    @Test
    void aTransactionAssertsTheRowsThatItRead() {
        Condition absent = new Condition.RowAt("a", 0);
        long first = done(store(), change(absent, put("a", "1")));
        assertThat(refused(store(), change(absent, put("a", "2"))))
                .isInstanceOf(StoreRefusal.Conflict.class);
        done(store(), change(new Condition.RowAt("a", first), put("a", "2")));
        assertThat(refused(store(), change(new Condition.RowAt("a", first), delete("a"))))
                .isInstanceOf(StoreRefusal.Conflict.class);
        done(store(), delete("a"));
        done(store(), change(absent, put("a", "3")));
    }

    @Test
    void aTransactionAssertsThePrefixesThatItRead() {
        done(store(), put("p/a", "1"), put("p/b", "1"), put("q", "1"));
        Condition unchanged = new Condition.PrefixUnchanged("p/", store().view().revision());
        done(store(), change(unchanged, put("q", "2")));
        done(store(), delete("p/a"));
        assertThat(refused(store(), change(unchanged, put("q", "3"))))
                .isEqualTo(new StoreRefusal.Conflict(Optional.of(unchanged)));
        Condition afterDelete = new Condition.PrefixUnchanged("p/", store().view().revision());
        done(store(), put("p/c", "1"));
        assertThat(refused(store(), change(afterDelete, put("q", "3"))))
                .isInstanceOf(StoreRefusal.Conflict.class);
    }

    @Test
    void whatIsOldCanBeReadUntilItIsCompacted() {
        long first = done(store(), put("a", "1"));
        long second = done(store(), put("a", "2"));
        long third = done(store(), delete("a"));
        assertThat(valueAt("a", first)).isEqualTo("1");
        assertThat(valueAt("a", second)).isEqualTo("2");
        assertThat(valueAt("a", third)).isEmpty();
        reply(store(), compaction(second));
        assertThat(valueAt("a", second)).isEqualTo("2");
        assertThat(store().view().query(Space.SYSTEM, at("a", first)))
                .isEqualTo(new Reply.Refused(new Refusal.Compacted(first, second)));
        assertThat(reply(store(), compaction(first)))
                .isEqualTo(new Reply.Refused(new Refusal.Compacted(first, second)));
        assertThat(reply(store(), compaction(99)))
                .isEqualTo(new Reply.Refused(new Refusal.FutureRevision(99, third)));
    }

    private String valueAt(String key, long revision) {
        Reply reply = store().view().query(Space.SYSTEM, at(key, revision));
        Result.Found found = (Result.Found) ((Reply.Applied) reply).result();
        return found.keys().isEmpty() ? "" : found.keys().getFirst().value().utf8();
    }

    @Test
    void theTwoSpacesDoNotSeeEachOther() {
        long before = store().view().revision();
        assertThat(reply(store(), userPut("a", "user"))).isInstanceOf(Reply.Applied.class);
        assertThat(store().view().revision()).isEqualTo(before);
        assertThat(store().view().get("a")).isEmpty();
        done(store(), put("a", "system"));
        Reply reply = store().view().query(Space.USER, at("a", 0));
        Result.Found found = (Result.Found) ((Reply.Applied) reply).result();
        assertThat(found.keys().getFirst().value()).isEqualTo(Bytes.of("user"));
        reply(store(), compaction(store().view().revision()));
        Op all = Op.DeleteRange.of(KeyRange.all());
        reply(store(), Request.of(Space.USER, all));
        assertThat(text(store().view(), "a")).isEqualTo("system");
    }

    @Test
    void theKeysOfALeaseGoWithItOnEveryMember() {
        reply(store(), Request.of(new Command.GrantLease(Space.USER, 7, 60)));
        Op.Put put = new Op.Put(Bytes.of("a"), Bytes.EMPTY, 7, false, false, false);
        reply(store(), Request.of(Space.USER, put));
        for (Store member : members()) {
            SpaceState space = get(member.confirmedView()).space(Space.USER);
            assertThat(space.leases().keysOf(7)).containsExactly(Bytes.of("a"));
            assertThat(space.leases().secondsOf(7)).isEqualTo(60);
        }
        reply(store(), Request.of(new Command.RevokeLease(Space.USER, 7)));
        for (Store member : members()) {
            SpaceState space = get(member.confirmedView()).space(Space.USER);
            assertThat(space.leases().all()).isEmpty();
            assertThat(space.get(Bytes.of("a"))).isNull();
        }
    }

    @Test
    void aRequestIdIsAppliedOnce() {
        RequestId id = RequestId.of("test", "1", Words.bytes(3), store().view().position());
        assertThat(store().view().outcomeOf(id)).isEmpty();
        long revision = done(store(), change(put("a", "1")).withId(id));
        done(store(), put("a", "2"));
        assertThat(get(store().commit(change(put("a", "1")).withId(id))))
                .isEqualTo(new Outcome.Done(revision, true));
        assertThat(text(store().view(), "a")).isEqualTo("2");
        assertThat(store().view().outcomeOf(id)).contains(new Outcome.Done(revision, true));
    }

    @Test
    void aRequestIdIsRefusedForAnythingElse() {
        long position = store().view().position();
        RequestId id = RequestId.of("test", "1", Words.bytes(3), position);
        RequestId other = RequestId.of("test", "1", Words.bytes(4), position);
        RequestId stranger = RequestId.of("another", "1", Words.bytes(4), position);
        done(store(), change(put("a", "1")).withId(id));
        assertThat(refused(store(), change(put("a", "2")).withId(other)))
                .isEqualTo(new StoreRefusal.RequestIdReused(other));
        done(store(), change(put("b", "1")).withId(stranger));
        assertThat(text(store().view(), "a")).isEqualTo("1");
    }

    @Test
    void aRefusedTransactionMayBeBuiltAnewUnderTheSameId() {
        RequestId id = RequestId.of("test", "1", Words.bytes(3), store().view().position());
        Condition absent = new Condition.RowAt("a", 0);
        done(store(), put("a", "1"));
        assertThat(refused(store(), change(absent, put("a", "2")).withId(id)))
                .isInstanceOf(StoreRefusal.Conflict.class);
        assertThat(store().view().outcomeOf(id)).isEmpty();
        Condition seen = new Condition.RowAt("a", store().view().revision());
        done(store(), change(seen, put("a", "2")).withId(id));
        assertThat(get(store().commit(change(absent, put("a", "3")).withId(id))))
                .isEqualTo(new Outcome.Done(store().view().revision(), true));
        assertThat(text(store().view(), "a")).isEqualTo("2");
    }

    @Test
    void aForgottenRequestIdIsUnknownAndNotAppliedAgain() {
        RequestId old = RequestId.of("test", "old", Words.bytes(3), store().view().position());
        done(store(), change(put("a", "1")).withId(old));
        done(store(), put("a", "2"));
        fillMemory();
        assertThat(get(store().commit(change(put("a", "1")).withId(old))))
                .isEqualTo(new Outcome.Unknown(Optional.of(old)));
        assertThat(store().view().outcomeOf(old)).contains(new Outcome.Unknown(Optional.of(old)));
        assertThat(text(store().view(), "a")).isEqualTo("2");
        RequestId fresh = RequestId.of("test", "new", Words.bytes(3), store().view().position());
        done(store(), change(put("a", "3")).withId(fresh));
    }

    private void fillMemory() {
        long since = store().view().position();
        Deque<CompletionStage<Outcome>> underWay = new ArrayDeque<>();
        for (int i = 0; i < Limits.MAX_REMEMBERED; i++) {
            RequestId id = new RequestId("filler", Integer.toString(i), 0, since);
            underWay.add(store().commit(change(put("b", "")).withId(id)));
            if (underWay.size() > 256) {
                assertThat(get(underWay.remove())).isInstanceOf(Outcome.Done.class);
            }
        }
        underWay.forEach(stage -> assertThat(get(stage)).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void onlyTheCurrentEpochMayAct() {
        Epoch epoch = store().leadership().standing().epoch().orElseThrow();
        done(store(), change(put("a", "1")).under(epoch));
        for (Epoch stale :
                List.of(
                        new Epoch(epoch.incarnation(), epoch.term() - 1),
                        new Epoch(epoch.incarnation(), epoch.term() + 1),
                        new Epoch(epoch.incarnation() + 1, epoch.term()))) {
            assertThat(refused(store(), change(put("a", "2")).under(stale)))
                    .isEqualTo(new StoreRefusal.StaleEpoch(Optional.of(epoch)));
        }
        assertThat(text(store().view(), "a")).isEqualTo("1");
    }

    @Test
    void limitsHoldAtTheirEdge() {
        done(store(), puts(Limits.MAX_OPS));
        assertThat(refused(store(), change(puts(Limits.MAX_OPS + 1))))
                .isEqualTo(new StoreRefusal.TooMany(Limits.MAX_OPS + 1));
        int most = Limits.MAX_REQUEST_BYTES - 100;
        done(store(), new Change.Put("big", Words.bytes(most)));
        assertThat(refused(store(), change(new Change.Put("big", Words.bytes(most + 100)))))
                .isInstanceOf(StoreRefusal.TooLarge.class);
        assertThat(refused(store(), change(put("a", "1"), put("a", "2"))))
                .isEqualTo(new StoreRefusal.Malformed(new Refusal.DuplicateKey(Bytes.of("a"))));
        assertThat(refused(store(), change(put("", "1"))))
                .isEqualTo(new StoreRefusal.Malformed(new Refusal.EmptyKey()));
        assertThat(store().view().get("big").orElseThrow().version()).isEqualTo(1);
    }

    private static Change[] puts(int count) {
        return IntStream.range(0, count).mapToObj(i -> put("k" + i, "")).toArray(Change[]::new);
    }

    @Test
    void concurrentIncrementsLoseNothing() throws InterruptedException {
        int writers = 8;
        int each = 25;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            threads.add(Thread.startVirtualThread(() -> increment(each)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(text(get(store().confirmedView()), "counter"))
                .isEqualTo(Integer.toString(writers * each));
    }

    private void increment(int times) {
        int left = times;
        while (left > 0) {
            View view = store().view();
            long seen = view.get("counter").map(Row::modRevision).orElse(0L);
            String old = text(view, "counter");
            int next = old.isEmpty() ? 1 : Integer.parseInt(old) + 1;
            Condition unchanged = new Condition.RowAt("counter", seen);
            Change write = put("counter", Integer.toString(next));
            if (get(store().commit(change(unchanged, write))) instanceof Outcome.Done) {
                left--;
            }
        }
    }

    @Test
    void anyMemberConfirmsAViewThatHoldsEveryAnsweredWrite() {
        for (int i = 0; i < 20; i++) {
            String value = Integer.toString(i);
            long revision = done(store(), put("a", value));
            for (Store member : members()) {
                View view = get(member.confirmedView());
                assertThat(view.revision()).isGreaterThanOrEqualTo(revision);
                assertThat(text(view, "a")).isEqualTo(value);
            }
        }
        get(store().leadership().confirm());
    }

    private List<Store> members() {
        List<Store> members = new ArrayList<>(others());
        members.add(store());
        return members;
    }

    @Test
    void aMemberThatDoesNotLeadSaysWhoDoes() {
        Optional<String> leader = store().leadership().standing().leader();
        for (Store other : others()) {
            assertThat(get(other.commit(change(put("a", "1")))))
                    .isEqualTo(new Outcome.NotLeader(leader));
            assertThat(other.leadership().standing().isActive()).isFalse();
            assertThatThrownBy(() -> get(other.leadership().confirm()))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(get(store().confirmedView()).get("a")).isEmpty();
    }
}
