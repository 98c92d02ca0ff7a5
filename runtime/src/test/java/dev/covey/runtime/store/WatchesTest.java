package dev.covey.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.Machine;
import dev.covey.runtime.task.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches whose consumers run when the test says so. */
class WatchesTest {

    private final Machine machine = new Machine();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Watches watches = new Watches(machine::state, tasks::add);
    private final Recorder recorder = new Recorder();

    private void apply(String key, int times) {
        Request put = Request.of(Space.SYSTEM, Op.Put.of(Bytes.of(key), Bytes.EMPTY));
        BatchResult result = machine.apply(1, BatchCodec.encode(Collections.nCopies(times, put)));
        watches.published(result.commits());
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void watch(String prefix) {
        watches.open(Space.SYSTEM, KeyRange.prefix(Bytes.of(prefix)), 0, recorder);
        runTasks();
    }

    @Test
    void aWatchThatOnceKeptUpAndFallsFarBehindIsCutOff() {
        watch("a");
        apply("a", 2);
        runTasks();
        apply("a", Feed.MAX_LAG);
        runTasks();
        assertThat(recorder.batches().getLast()).isInstanceOf(Batch.Changes.class);
        apply("a", Feed.MAX_LAG + 1);
        long before = machine.state().system().revision() - Feed.MAX_LAG - 1;
        runTasks();
        assertThat(recorder.batches().getLast()).isEqualTo(new Batch.CutOff(before));
        assertThat(recorder.revisions()).hasSize(Feed.MAX_LAG + 2);
        apply("a", 1);
        runTasks();
        assertThat(recorder.batches().getLast()).isInstanceOf(Batch.CutOff.class);
        assertThat(watches.size()).isZero();
    }

    @Test
    void aWatchThatBeginsFarInThePastMayCatchUp() {
        apply("a", Feed.MAX_LAG + 100);
        watch("a");
        assertThat(recorder.revisions()).hasSize(Feed.MAX_LAG + 100);
    }

    @Test
    void whatTouchesNothingWatchedWakesNobodyAndCountsAsDelivered() {
        watch("a");
        apply("b", Feed.MAX_LAG * 2);
        assertThat(tasks).isEmpty();
        apply("a", 1);
        runTasks();
        assertThat(recorder.revisions()).containsExactly(machine.state().system().revision());
    }

    @Test
    void aWatchBehindAnUnseenRevisionWaitsForIt() {
        apply("a", 3);
        watches.open(Space.SYSTEM, KeyRange.all(), 6, recorder);
        runTasks();
        apply("a", 2);
        runTasks();
        assertThat(recorder.batches()).isEmpty();
        apply("a", 1);
        runTasks();
        assertThat(recorder.revisions()).isEqualTo(List.of(7L));
    }

    @Test
    void aLongPastKeepsNobodyWaitingWhoSharesTheThread() {
        List<Long> longPast = new ArrayList<>();
        List<Integer> seenMeanwhile = new ArrayList<>();
        Lane lane = new Lane(tasks::add);
        apply("a", 10_000);
        apply("b", 1);
        long last = machine.state().system().revision();
        watches.open(
                Space.SYSTEM,
                KeyRange.prefix(Bytes.of("a")),
                0,
                batch -> longPast.add(((Batch.Changes) batch).commit().revision()),
                lane);
        watches.open(
                Space.SYSTEM,
                KeyRange.prefix(Bytes.of("b")),
                last - 1,
                batch -> seenMeanwhile.add(longPast.size()),
                lane);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(longPast).hasSize(10_000).isSorted();
        assertThat(seenMeanwhile).hasSize(1);
        assertThat(seenMeanwhile.getFirst()).isLessThan(1000);
    }
}
