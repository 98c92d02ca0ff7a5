package dev.covey.raft.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** How far this member has applied the log, and who waits for it. Safe for use by many threads. */
public final class Applied {

    private final Executor executor;
    private final TreeMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
    private volatile long index;

    /** Wakes those who wait on threads of the executor. */
    public Applied(Executor executor) {
        this.executor = executor;
    }

    /** The last entry that is applied. */
    public long index() {
        return index;
    }

    /** Everything up to an entry is applied. Called by the applying thread; does not block. */
    public void reached(long entry) {
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        synchronized (waiting) {
            index = entry;
            if (waiting.isEmpty()) {
                return;
            }
            var passed = waiting.headMap(entry, true);
            passed.values().forEach(ready::addAll);
            passed.clear();
        }
        if (!ready.isEmpty()) {
            executor.execute(() -> ready.forEach(one -> one.complete(null)));
        }
    }

    /** Ends once an entry is applied; at once if it is. The caller bounds the wait. */
    public CompletionStage<Void> await(long entry) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (waiting) {
            if (index < entry) {
                waiting.computeIfAbsent(entry, e -> new ArrayList<>()).add(done);
                return done;
            }
        }
        done.complete(null);
        return done;
    }
}
