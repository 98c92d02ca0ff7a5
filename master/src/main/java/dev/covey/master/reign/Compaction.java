package dev.covey.master.reign;

import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old versions of Covey's own rows: every five minutes, all that was outdated five minutes
 * before, if that is enough to be worth a write. An idle cluster writes nothing.
 */
final class Compaction implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final long LEAST = 1_000;

    private final Epoch epoch;
    private final Store store;
    private long before;
    private long dueAt = Long.MIN_VALUE;
    private volatile boolean over;

    Compaction(Epoch epoch, Store store) {
        this.epoch = epoch;
        this.store = store;
        this.before = store.view().revision();
    }

    @Override
    public Duration step(long nanos) {
        if (!over && nanos >= dueAt) {
            if (dueAt != Long.MIN_VALUE) {
                compact();
            }
            dueAt = nanos + EVERY.toNanos();
        }
        return Duration.ofNanos(Math.max(0, dueAt - nanos));
    }

    private void compact() {
        long upTo = before;
        View view = store.view();
        before = view.revision();
        if (upTo - view.floor(Space.SYSTEM) < LEAST) {
            return;
        }
        Request.Origin origin = new Request.Origin("compaction", "up to " + upTo);
        store.executeUnder(epoch, origin, new Command.Compact(Space.SYSTEM, upTo))
                .whenComplete((answer, failure) -> LOG.debug("compacted {}: {}", upTo, answer));
    }

    void stop() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
