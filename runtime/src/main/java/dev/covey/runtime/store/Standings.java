package dev.covey.runtime.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells who listens how a member stands, each change once, in order. Safe for many threads. */
public final class Standings {

    private final Supplier<Standing> look;
    private final Executor executor;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * Tells of one member.
     *
     * @param look finds out how the member stands now; it is quick
     * @param executor runs the listeners; it may run them at once
     */
    public Standings(Supplier<Standing> look, Executor executor) {
        this.look = look;
        this.executor = executor;
    }

    /** Something may have changed. Cheap; safe under any lock if the executor is. */
    public void changed() {
        listeners.forEach(listener -> listener.wakeup.wake());
    }

    /** See {@link Leadership#onChange}. */
    public Leadership.Registration onChange(Consumer<Standing> consumer) {
        Listener listener = new Listener(consumer);
        listeners.add(listener);
        listener.wakeup.wake();
        return () -> {
            listeners.remove(listener);
            listener.closed = true;
        };
    }

    private final class Listener {
        private final Consumer<Standing> consumer;
        private final Wakeup wakeup = new Wakeup(executor, this::tell);
        private @Nullable Standing told;
        private volatile boolean closed;

        Listener(Consumer<Standing> consumer) {
            this.consumer = consumer;
        }

        private void tell() {
            Standing now = look.get();
            if (!closed && !now.equals(told)) {
                told = now;
                consumer.accept(now);
            }
        }
    }
}
