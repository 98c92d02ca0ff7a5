package dev.covey.raft.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Lets callers share answers: one question is out at a time, and whoever comes meanwhile shares the
 * next one, so everybody's question was asked after he came. Safe for use by many threads.
 */
public final class Rounds<T> {

    private final Supplier<CompletionStage<T>> ask;
    private final Executor executor;
    private final Object lock = new Object();
    private List<CompletableFuture<T>> waiting = new ArrayList<>();
    private boolean running;

    /** Asks on the thread of the caller who begins a round; answers on threads of the executor. */
    public Rounds(Supplier<CompletionStage<T>> ask, Executor executor) {
        this.ask = ask;
        this.executor = executor;
    }

    /** Ends like the next question. */
    public CompletionStage<T> join() {
        CompletableFuture<T> caller = new CompletableFuture<>();
        synchronized (lock) {
            waiting.add(caller);
            if (running) {
                return caller;
            }
            running = true;
        }
        next();
        return caller;
    }

    private void next() {
        List<CompletableFuture<T>> callers;
        synchronized (lock) {
            callers = waiting;
            waiting = new ArrayList<>();
            running = !callers.isEmpty();
        }
        if (!callers.isEmpty()) {
            asked().whenCompleteAsync(answer(callers), executor);
        }
    }

    /** A question that cannot be asked must not keep the next ones from being asked. */
    private CompletionStage<T> asked() {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private BiConsumer<T, Throwable> answer(List<CompletableFuture<T>> callers) {
        return (answer, failure) -> {
            next();
            for (CompletableFuture<T> caller : callers) {
                if (failure == null) {
                    caller.complete(answer);
                } else {
                    caller.completeExceptionally(failure);
                }
            }
        };
    }
}
