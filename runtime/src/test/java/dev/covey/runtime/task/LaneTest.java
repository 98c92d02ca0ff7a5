package dev.covey.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Queue<Runnable> given = new ArrayDeque<>();
    private final Lane lane = new Lane(given::add);
    private final List<String> ran = new ArrayList<>();

    private void work() {
        for (Runnable next = given.poll(); next != null; next = given.poll()) {
            next.run();
        }
    }

    @Test
    void takesOneThreadForAllThatWaits() {
        lane.execute(() -> ran.add("1"));
        lane.execute(() -> ran.add("2"));
        assertThat(given).hasSize(1);
        work();
        lane.execute(() -> ran.add("3"));
        work();
        assertThat(ran).containsExactly("1", "2", "3");
    }

    @Test
    void whatATaskGivesComesAfterWhatWaits() {
        lane.execute(() -> lane.execute(() -> ran.add("last")));
        lane.execute(() -> ran.add("first"));
        work();
        assertThat(ran).containsExactly("first", "last");
    }

    @Test
    void oneThatFailsKeepsNobodyFromRunning() {
        lane.execute(
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        lane.execute(() -> ran.add("next"));
        work();
        assertThat(ran).containsExactly("next");
    }

    @Test
    void manyThreadsNeverMeetInIt() throws InterruptedException {
        int threads = 8;
        int each = 2000;
        CountDownLatch done = new CountDownLatch(threads * each);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Lane shared = new Lane(Thread::startVirtualThread);
        for (int i = 0; i < threads; i++) {
            Thread.startVirtualThread(
                    () -> {
                        for (int n = 0; n < each; n++) {
                            shared.execute(
                                    () -> {
                                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                        inside.decrementAndGet();
                                        done.countDown();
                                    });
                        }
                    });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }
}
