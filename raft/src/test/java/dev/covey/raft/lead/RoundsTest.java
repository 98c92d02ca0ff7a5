package dev.covey.raft.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aQuestionThatCannotBeAskedFailsAndTheNextOneIsAskedAllTheSame() {
        Rounds<String> rounds =
                new Rounds<>(
                        () -> {
                            if (asked.incrementAndGet() == 1) {
                                throw new IllegalStateException("no line");
                            }
                            return CompletableFuture.completedFuture("yes");
                        },
                        Runnable::run);

        assertThat(rounds.join().toCompletableFuture()).isCompletedExceptionally();
        assertThat(rounds.join().toCompletableFuture()).isCompletedWithValue("yes");
    }
}
