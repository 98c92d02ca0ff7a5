package dev.covey.master.dispatch;

import dev.covey.model.Epoch;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that agents' reports make, batched: while one transaction is under way the next one gathers.
 * Each row has its latest content only; what is in the store already is not written. For one
 * thread.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Backoff AGAIN =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final int MOST_CHANGES = 100;

    private final Epoch epoch;
    private final Store store;
    private final Ids ids;
    private final Mailbox mailbox;
    private final Map<String, Change> rows = new LinkedHashMap<>();
    private final Map<String, Runnable> after = new LinkedHashMap<>();
    private boolean asking;
    private int failures;
    private long notBefore = Long.MIN_VALUE;

    Reports(Epoch epoch, Store store, Ids ids, Mailbox mailbox) {
        this.epoch = epoch;
        this.store = store;
        this.ids = ids;
        this.mailbox = mailbox;
    }

    /** A row shall be so. */
    void write(Change change) {
        rows.put(change.key(), change);
    }

    /** Runs something once all that was written before is in the store; replaces its like. */
    void then(String key, Runnable what) {
        after.put(key, what);
    }

    /** Commits what has gathered. */
    void flush(long nanos) {
        if (asking || nanos < notBefore || (rows.isEmpty() && after.isEmpty())) {
            return;
        }
        View view = store.view();
        rows.values().removeIf(change -> isSo(view, change));
        List<Change> changes = rows.values().stream().limit(MOST_CHANGES).toList();
        boolean last = changes.size() == rows.size();
        Map<String, Runnable> told = last ? new LinkedHashMap<>(after) : Map.of();
        changes.forEach(c -> rows.remove(c.key()));
        if (last) {
            after.clear();
        }
        if (changes.isEmpty()) {
            told.values().forEach(Runnable::run);
        } else {
            commit(changes, told, nanos);
        }
    }

    private static boolean isSo(View view, Change change) {
        Optional<Row> row = view.get(change.key());
        return switch (change) {
            case Change.Put put ->
                    row.filter(r -> Arrays.equals(r.value(), put.value())).isPresent();
            case Change.Delete _ -> row.isEmpty();
        };
    }

    private void commit(List<Change> changes, Map<String, Runnable> told, long nanos) {
        asking = true;
        String reason = changes.size() + " reports";
        store.commit(Transaction.of(List.of(), changes, "dispatch", reason).under(epoch))
                .whenComplete(
                        (outcome, failure) ->
                                mailbox.post(() -> ended(changes, told, outcome, nanos)));
    }

    private void ended(
            List<Change> changes,
            Map<String, Runnable> told,
            @Nullable Outcome outcome,
            long nanos) {
        asking = false;
        if (outcome instanceof Outcome.Done) {
            failures = 0;
            told.values().forEach(Runnable::run);
            return;
        }
        LOG.info("reports are not written yet: {}", outcome);
        notBefore = nanos + AGAIN.after(failures++, ids).toNanos();
        changes.forEach(c -> rows.putIfAbsent(c.key(), c));
        told.forEach(after::putIfAbsent);
    }

    /** When something is due; empty if nothing waits. */
    Optional<Duration> due(long nanos) {
        return asking || (rows.isEmpty() && after.isEmpty())
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, notBefore - nanos)));
    }
}
