package dev.covey.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeupTest {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aStepThatWakesItselfRunsOnceMore() {
        Wakeup[] self = new Wakeup[1];
        self[0] =
                new Wakeup(
                        Runnable::run,
                        () -> {
                            if (runs.incrementAndGet() == 1) {
                                self[0].wake();
                            }
                        });
        self[0].wake();

        assertThat(runs).hasValue(2);
    }

    @Test
    void aStepThatFailedRunsAgainWhenItIsWoken() {
        Wakeup failing =
                new Wakeup(
                        Runnable::run,
                        () -> {
                            runs.incrementAndGet();
                            throw new IllegalStateException("a fault");
                        });
        failing.wake();
        failing.wake();

        assertThat(runs).hasValue(2);
    }
}
