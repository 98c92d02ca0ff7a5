package dev.covey.master.command;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does asynchronous work of one lane one after another. Safe from any thread. */
final class Lanes {

    private static final int MOST_WAITING = 2000;

    private static final class Lane {
        CompletionStage<?> tail = CompletableFuture.completedStage(null);
        int waiting;
    }

    private final Map<String, Lane> lanes = new HashMap<>();

    <T> CompletionStage<T> inTurn(String name, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletionStage<?> before = enter(name, result);
        before.whenComplete(
                (ok, failure) ->
                        work.get()
                                .whenComplete(
                                        (value, problem) -> {
                                            leave(name);
                                            settle(result, value, problem);
                                        }));
        return result;
    }

    private static <T> void settle(
            CompletableFuture<T> result,
            T value,
            @org.jspecify.annotations.Nullable Throwable problem) {
        if (problem == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(problem);
        }
    }

    private synchronized CompletionStage<?> enter(String name, CompletionStage<?> next) {
        Lane lane = lanes.computeIfAbsent(name, _ -> new Lane());
        if (lane.waiting >= MOST_WAITING) {
            throw new ProblemException(
                    new Problem.Unavailable(
                            "Expected room for one more change of this sort, but "
                                    + MOST_WAITING
                                    + " wait already. Try again.",
                            Duration.ofSeconds(1)));
        }
        lane.waiting++;
        CompletionStage<?> before = lane.tail;
        lane.tail = next;
        return before;
    }

    private synchronized void leave(String name) {
        Lane lane = lanes.get(name);
        if (lane != null && --lane.waiting == 0) {
            lanes.remove(name);
        }
    }
}
