package dev.covey.etcd.entry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does one thing after the other, so that none is judged by what the one before it changes. */
final class Sequence {

    private static final int MOST = 256;

    private CompletionStage<?> last = CompletableFuture.completedFuture("");
    private int waiting;

    /** Does something when all before it is done; fails at once if too much waits. */
    synchronized <T> CompletionStage<T> then(Supplier<CompletionStage<T>> step) {
        if (waiting >= MOST) {
            return CompletableFuture.failedFuture(
                    dev.covey.etcd.fault.EtcdFault.TOO_MANY_REQUESTS.exception());
        }
        waiting++;
        CompletionStage<T> next =
                last.handle((_, _) -> "").thenCompose(_ -> step.get()).whenComplete(this::done);
        last = next;
        return next;
    }

    private synchronized void done(Object result, Throwable failure) {
        waiting--;
    }
}
