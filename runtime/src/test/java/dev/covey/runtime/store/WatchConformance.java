package dev.covey.runtime.store;

import static dev.covey.runtime.store.Words.compaction;
import static dev.covey.runtime.store.Words.delete;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.reply;
import static dev.covey.runtime.store.Words.userPut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the watches of a store keep: ordered, unique, reliable, atomic, resumable and bookmarkable,
 * in the words of etcd's API guarantees. Each test begins with a store of its own.
 */
public abstract class WatchConformance {

    /** The door of an active leader over an empty store. The same one within a test. */
    protected abstract Store store();

    /** The doors of the other members, if there are any. */
    protected List<Store> others() {
        return List.of();
    }

    private List<Store> members() {
        List<Store> members = new ArrayList<>(others());
        members.add(store());
        return members;
    }

    private final Recorder recorder = new Recorder();

    @Test
    void everyMemberTellsEveryRevisionOnceAndInOrder() {
        List<Recorder> recorders = new ArrayList<>();
        for (Store member : members()) {
            Recorder each = new Recorder();
            recorders.add(each);
            member.watch(0, "", each);
        }
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            revisions.add(done(store(), put("k" + i % 7, Integer.toString(i))));
        }
        for (Recorder each : recorders) {
            each.awaitRevision(revisions.getLast());
            assertThat(each.revisions()).isEqualTo(revisions);
        }
    }

    @Test
    void theChangesOfATransactionAreToldTogether() {
        store().watch(0, "w/", recorder);
        done(store(), put("w/a", "1"));
        long last = done(store(), put("w/b", "1"), delete("w/a"), put("x", "1"));
        recorder.awaitRevision(last);
        Batch.Changes changes = (Batch.Changes) recorder.batches().getLast();
        assertThat(changes.rows()).extracting(RowChange::key).containsExactly("w/b", "w/a");
        RowChange made = changes.rows().getFirst();
        RowChange deleted = changes.rows().getLast();
        assertThat(made.row()).isPresent();
        assertThat(made.previous()).isEmpty();
        assertThat(deleted.row()).isEmpty();
        assertThat(deleted.previous().orElseThrow().value()).isEqualTo(new byte[] {'1'});
    }

    @Test
    void onlyWhatIsWatchedIsTold() {
        store().watch(0, "w/", recorder);
        Recorder user = new Recorder();
        store().watch(Space.USER, KeyRange.all(), 0, user);
        done(store(), put("v/a", "1"));
        long first = done(store(), put("w/a", "1"));
        reply(store(), userPut("w/a", "1"));
        done(store(), put("w0", "1"));
        long last = done(store(), delete("w/a"));
        recorder.awaitRevision(last);
        assertThat(recorder.revisions()).containsExactly(first, last);
        user.awaitRevision(2);
        assertThat(user.revisions()).containsExactly(2L);
    }

    @Test
    void aWatchGoesOnFromAnyRevision() {
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            revisions.add(done(store(), put("a", Integer.toString(i))));
        }
        store().watch(revisions.get(9), "a", recorder);
        revisions.add(done(store(), put("a", "last")));
        recorder.awaitRevision(revisions.getLast());
        assertThat(recorder.revisions()).isEqualTo(revisions.subList(10, 21));
    }

    @Test
    void aListAndAWatchFromItsRevisionMissNothing() {
        done(store(), put("a", "1"));
        View view = store().view();
        long next = done(store(), put("a", "2"));
        store().watch(view.revision(), "", recorder);
        recorder.awaitRevision(next);
        assertThat(recorder.revisions()).containsExactly(next);
    }

    @Test
    void aBookmarkComesAfterEverythingBeforeIt() {
        Watch watch = store().watch(0, "a", recorder);
        long first = done(store(), put("a", "1"));
        long second = done(store(), put("b", "1"));
        watch.requestBookmark();
        recorder.awaitLast(batch -> batch instanceof Batch.Bookmark);
        assertThat(recorder.revisions()).containsExactly(first);
        assertThat(((Batch.Bookmark) recorder.batches().getLast()).revision())
                .isGreaterThanOrEqualTo(second);
    }

    @Test
    void whatIsCompactedIsSaidToBe() {
        long first = done(store(), put("a", "1"));
        done(store(), put("a", "2"));
        long third = done(store(), put("a", "3"));
        reply(store(), compaction(third));
        store().watch(first, "a", recorder);
        recorder.awaitLast(batch -> true);
        assertThat(recorder.batches()).containsExactly(new Batch.Compacted(third));
        done(store(), put("a", "4"));
        Recorder sound = new Recorder();
        store().watch(third - 1, "a", sound);
        sound.awaitRevision(third + 1);
        assertThat(sound.revisions()).containsExactly(third, third + 1);
        assertThat(recorder.batches()).hasSize(1);
    }

    @Test
    void aClosedWatchIsSilent() {
        Watch watch = store().watch(0, "", recorder);
        recorder.awaitRevision(done(store(), put("a", "1")));
        watch.close();
        done(store(), put("a", "2"));
        Recorder later = new Recorder();
        store().watch(0, "", later);
        later.awaitRevision(store().view().revision());
        assertThat(recorder.revisions()).hasSize(1);
    }

    @Test
    void concurrentWritersAreToldWithoutGapsAndRepeats() throws InterruptedException {
        store().watch(0, "", recorder);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String key = "k" + i;
            writers.add(Thread.startVirtualThread(() -> write(key)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        recorder.awaitRevision(get(store().confirmedView()).revision());
        List<Long> revisions = recorder.revisions();
        assertThat(revisions).hasSize(8 * 25).isSorted().doesNotHaveDuplicates();
        assertThat(recorder.commits().stream().flatMap(commit -> commit.events().stream()))
                .extracting(Event::kind)
                .containsOnly(Event.Kind.PUT);
    }

    private void write(String key) {
        for (int i = 0; i < 25; i++) {
            done(store(), put(key, Integer.toString(i)));
        }
    }
}
