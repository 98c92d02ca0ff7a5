package dev.covey.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Test
    void wakingMakesASleepingLoopStepAgain() throws InterruptedException {
        CountDownLatch steps = new CountDownLatch(2);
        Loop.Step step =
                now -> {
                    steps.countDown();
                    return FOR_EVER;
                };
        try (Loop loop = new Loop("test", step, Clock.system()).start()) {
            loop.wake();
            while (!steps.await(10, TimeUnit.MILLISECONDS)) {
                loop.wake();
            }
        }
        assertThat(steps.getCount()).isZero();
    }

    @Test
    void aStepThatThrowsIsSteppedAgain() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        Loop.Step step =
                now -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("planned by this test");
                    }
                    second.countDown();
                    return FOR_EVER;
                };
        try (Loop _ = new Loop("test", step, Clock.system()).start()) {
            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void loopsWithMuchToDoKeepNoRequestWaiting() throws InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        Loop.Step busy =
                now -> {
                    while (served.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return FOR_EVER;
                };
        List<Loop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                loops.add(new Loop("busy " + i, busy, Clock.system()).start());
            }
            Thread.ofVirtual().start(served::countDown);
            assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            served.countDown();
            loops.forEach(Loop::close);
        }
    }

    @Test
    void nothingStepsAfterClosing() {
        AtomicInteger runs = new AtomicInteger();
        Loop loop =
                new Loop(
                        "test",
                        now -> {
                            runs.incrementAndGet();
                            return Duration.ZERO;
                        },
                        Clock.system());
        loop.start();
        loop.close();
        int atClose = runs.get();
        loop.wake();
        assertThat(runs.get()).isEqualTo(atClose);
    }

    @Test
    void aTaskThatThrowsDoesNotEndARepetition() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        try (Tasks tasks = new Tasks("test")) {
            tasks.every(
                    Duration.ofMillis(1),
                    () -> {
                        three.countDown();
                        throw new IllegalStateException("planned by this test");
                    });
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
