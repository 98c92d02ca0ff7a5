package dev.covey.etcd.turn;

import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks once when it begins and again after every change of some keys, never twice at once. */
final class Vigil implements AutoCloseable {

    private final Store store;
    private final KeyRange keys;
    private final Consumer<View> look;
    private @Nullable Watch watch;
    private boolean closed;

    Vigil(Store store, KeyRange keys, Consumer<View> look) {
        this.store = store;
        this.keys = keys;
        this.look = look;
    }

    /** Begins; refuses if this member has too many watches already. */
    void begin() {
        Watch opened =
                store.watch(Space.USER, keys, store.view().revision(Space.USER), this::happened);
        synchronized (this) {
            watch = opened;
            if (closed) {
                opened.close();
            }
        }
        look();
    }

    private void happened(Batch batch) {
        switch (batch) {
            case Batch.Changes _, Batch.Bookmark _ -> look();
            case Batch.CutOff _, Batch.Compacted _ -> begin();
        }
    }

    /** Once more, without a change. */
    synchronized void look() {
        if (!closed) {
            look.accept(store.view());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
