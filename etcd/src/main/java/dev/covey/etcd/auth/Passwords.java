package dev.covey.etcd.auth;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Works with passwords, which takes long, on threads of its own and a few at a time. */
final class Passwords {

    private static final int AT_ONCE = 2;

    private static final int MOST_WAITING = 64;

    private final Tasks tasks;
    private final Ids ids;
    private final Semaphore working = new Semaphore(AT_ONCE);
    private final Semaphore room = new Semaphore(MOST_WAITING);

    Passwords(Backend backend) {
        this.tasks = backend.machine().tasks();
        this.ids = backend.machine().ids();
    }

    /** What is kept of a password. */
    CompletionStage<Optional<Password>> keep(String text) {
        return work(() -> Optional.of(Password.of(text, ids)));
    }

    /** Whether a text is the password. */
    CompletionStage<Boolean> matches(Password password, String text) {
        return work(() -> password.matches(text));
    }

    private <T> CompletionStage<T> work(Supplier<T> work) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedFuture(EtcdFault.TOO_MANY_REQUESTS.exception());
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        tasks.execute(
                () -> {
                    working.acquireUninterruptibly();
                    try {
                        done.complete(work.get());
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    } finally {
                        working.release();
                        room.release();
                    }
                });
        return done;
    }
}
