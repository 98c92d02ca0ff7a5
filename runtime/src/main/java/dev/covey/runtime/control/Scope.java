package dev.covey.runtime.control;

import dev.covey.model.Epoch;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** What an effect under way may ask and tell. Safe for use by many threads. */
public final class Scope {
    private static final Duration LONGEST_CONFIRMATION = Duration.ofSeconds(5);

    private final Epoch epoch;
    private final Leadership leadership;
    private final BooleanSupplier stopped;
    private final BiConsumer<String, String> progress;

    Scope(
            Epoch epoch,
            Leadership leadership,
            BooleanSupplier stopped,
            BiConsumer<String, String> progress) {
        this.epoch = epoch;
        this.leadership = leadership;
        this.stopped = stopped;
        this.progress = progress;
    }

    /** The reign this effect belongs to; what it touches should refuse lower ones. */
    public Epoch epoch() {
        return epoch;
    }

    /** True once this reign is over: stop as soon as it is safe. */
    public boolean stopped() {
        return stopped.getAsBoolean();
    }

    /**
     * Succeeds if this reign still lasted at some moment after the call. To be asked before each
     * step outside.
     */
    public CompletionStage<Void> confirm() {
        return leadership.confirm().thenRun(this::refuseWhenOver);
    }

    /** Waits for {@link #confirm()}, at most five seconds. */
    public void confirmNow() throws InterruptedException {
        try {
            confirm()
                    .toCompletableFuture()
                    .get(LONGEST_CONFIRMATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw over();
        }
    }

    /**
     * Tells how it goes.
     *
     * @param stage the stage that has begun, or that the line belongs to; empty for none
     * @param line one line for people, without secrets
     */
    public void tell(String stage, String line) {
        progress.accept(stage, line);
    }

    private void refuseWhenOver() {
        Optional<Epoch> present = Optional.of(leadership.standing()).flatMap(Standing::epoch);
        if (stopped() || !present.equals(Optional.of(epoch))) {
            throw over();
        }
    }

    private ProblemException over() {
        return new ProblemException(
                new Problem.Unavailable(
                        "Expected to act as the active master of epoch "
                                + epoch
                                + ", but that could not be confirmed. The next one goes on.",
                        Duration.ofSeconds(1)));
    }
}
