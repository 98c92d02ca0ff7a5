package dev.covey.etcd.door;

import dev.covey.kv.Command;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something written as soon as there is a leader, and tries until it is: only what may be
 * written twice. Writes nothing where it is so already.
 */
public final class Announcement implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Door door;
    private final Tasks tasks;
    private final Function<View, Optional<Command>> wanted;
    private volatile boolean closed;

    /** {@code wanted} says what is to be written, if anything, and may be asked again. */
    public Announcement(Door door, Tasks tasks, Function<View, Optional<Command>> wanted) {
        this.door = door;
        this.tasks = tasks;
        this.wanted = wanted;
    }

    /** Begins. */
    public void start() {
        door.view(true).thenCompose(this::write).whenComplete(this::done);
    }

    private CompletionStage<Boolean> write(View view) {
        Optional<Command> command = wanted.apply(view);
        return command.isPresent()
                ? door.write(command.get()).thenApply(_ -> true)
                : CompletableFuture.completedFuture(false);
    }

    private void done(@Nullable Boolean written, @Nullable Throwable failure) {
        if (failure != null && !closed) {
            LOG.debug("not written yet", failure);
            tasks.after(AGAIN, this::start);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
