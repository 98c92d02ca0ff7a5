package dev.covey.runtime.store;

import static org.awaitility.Awaitility.await;

import dev.covey.kv.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A watcher that keeps what it is told. */
public final class Recorder implements Consumer<Batch> {

    private final List<Batch> batches = new ArrayList<>();

    @Override
    public synchronized void accept(Batch batch) {
        batches.add(batch);
    }

    /** Everything so far. */
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** The commits so far. */
    public List<Commit> commits() {
        return batches().stream()
                .filter(Batch.Changes.class::isInstance)
                .map(batch -> ((Batch.Changes) batch).commit())
                .toList();
    }

    /** The revisions of the commits so far. */
    public List<Long> revisions() {
        return commits().stream().map(Commit::revision).toList();
    }

    /** Waits until what was told last is as wanted. */
    public void awaitLast(Predicate<Batch> wanted) {
        await().atMost(Duration.ofSeconds(60))
                .until(this::batches, told -> !told.isEmpty() && wanted.test(told.getLast()));
    }

    /** Waits until a revision was told. */
    public void awaitRevision(long revision) {
        awaitLast(batch -> batch instanceof Batch.Changes c && c.revision() >= revision);
    }
}
