package dev.covey.raft.lead;

import dev.covey.runtime.store.Leadership.Registration;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Wakeup;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells consumers how this member stands, each change once, in order. Safe for many threads. */
public final class Standings {

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    private final Supplier<Standing> look;
    private final List<Told> consumers = new CopyOnWriteArrayList<>();
    private final Wakeup wakeup;

    /** {@code look} finds out how this member stands now; it is quick. */
    public Standings(Supplier<Standing> look, Executor executor) {
        this.look = look;
        this.wakeup = new Wakeup(executor, this::tell);
    }

    /** Registers a consumer and tells it soon. */
    public Registration onChange(Consumer<Standing> consumer) {
        Told told = new Told(consumer);
        consumers.add(told);
        wakeup.wake();
        return () -> consumers.remove(told);
    }

    /** Something may have changed. Cheap; safe under any lock. */
    public void changed() {
        wakeup.wake();
    }

    private void tell() {
        Standing now = look.get();
        consumers.forEach(consumer -> consumer.tell(now));
    }

    private static final class Told {
        private final Consumer<Standing> consumer;
        private @Nullable Standing last;

        Told(Consumer<Standing> consumer) {
            this.consumer = consumer;
        }

        void tell(Standing now) {
            if (now.equals(last)) {
                return;
            }
            last = now;
            try {
                consumer.accept(now);
            } catch (RuntimeException e) {
                LOG.error("a consumer of leadership failed", e);
            }
        }
    }
}
