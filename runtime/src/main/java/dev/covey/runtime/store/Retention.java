package dev.covey.runtime.store;

import dev.covey.kv.Command;
import dev.covey.kv.Epoch;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history of the system space bounded: whenever twice as many revisions are kept as
 * should be, the active master compacts all but those. Driven by the changes themselves, so an idle
 * cluster writes nothing. Run one on each member; safe for use by many threads.
 */
public final class Retention implements AutoCloseable {

    /** How many revisions are kept unless said otherwise. */
    public static final long DEFAULT_KEEP = 10_000;

    private static final Request.Origin ORIGIN = new Request.Origin("retention", "bound history");

    private final Store store;
    private final long keep;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable Watch watch;

    /** Keeps so many revisions of a store. */
    public Retention(Store store, long keep) {
        this.store = store;
        this.keep = keep;
    }

    /** Begins; once. */
    public Retention start() {
        watch = store.watch(store.view().revision(), "", this::consider);
        return this;
    }

    private void consider(Batch batch) {
        switch (batch) {
            case Batch.Changes changes -> consider(changes.revision());
            case Batch.Bookmark _ -> {}
            case Batch.CutOff _, Batch.Compacted _ -> {
                if (!closed) {
                    start();
                }
            }
        }
    }

    private void consider(long revision) {
        if (revision - store.view().floor(Space.SYSTEM) > 2 * keep) {
            store.leadership().standing().epoch().ifPresent(e -> compact(revision - keep, e));
        }
    }

    /** What becomes of it does not matter: the next change considers it again. */
    private void compact(long revision, dev.covey.model.Epoch epoch) {
        if (underWay.compareAndSet(false, true)) {
            Epoch under = new Epoch(epoch.incarnation(), epoch.term());
            Command compaction = new Command.Compact(Space.SYSTEM, revision);
            store.execute(new Request(null, under, ORIGIN, compaction))
                    .whenComplete((answer, failure) -> underWay.set(false));
        }
    }

    @Override
    public void close() {
        closed = true;
        Watch running = watch;
        if (running != null) {
            running.close();
        }
    }
}
