package dev.covey.runtime.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How one member stands, and who wants to be told. Safe for use by many threads. */
public final class Standings {

    private final Executor executor;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile Standing current = Standing.NONE;

    /** The executor runs the listeners; it may run them at once. */
    public Standings(Executor executor) {
        this.executor = executor;
    }

    /** How the member stands now. */
    public Standing current() {
        return current;
    }

    /** Sets how the member stands; {@link #tell} tells it to who listens. */
    public void set(Standing standing) {
        current = standing;
    }

    /** Tells the listeners what they have not been told yet. */
    public void tell() {
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
            Standing now = current;
            if (!closed && !now.equals(told)) {
                told = now;
                consumer.accept(now);
            }
        }
    }
}
