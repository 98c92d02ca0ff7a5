package dev.covey.runtime.control;

import dev.covey.kv.Bytes;
import dev.covey.kv.Commit;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Condition;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreRefusal;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.Watch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A store in one map whose answers a test writes: each planned fate replaces the true outcome of
 * the next commit. For one thread.
 */
public final class ScriptedStore implements Store, Leadership {
    /** What becomes of a commit. */
    public enum Fate {
        DONE,
        APPLIED_BUT_UNKNOWN,
        LOST_AND_UNKNOWN,
        NOT_LEADER,
        HELD
    }

    private final NavigableMap<String, Row> rows = new TreeMap<>();
    private final List<Consumer<Batch>> watchers = new ArrayList<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long revision = 1;
    private Epoch claimed;

    /** All transactions that were given to it. */
    public final List<Transaction> transactions = new ArrayList<>();

    /** A store whose claim is for this epoch. */
    public ScriptedStore(Epoch claimed) {
        this.claimed = claimed;
    }

    /** Another member takes over. */
    public void claim(Epoch epoch) {
        claimed = epoch;
    }

    /** Plans the fate of commits to come. */
    public void fate(Fate... next) {
        fates.addAll(List.of(next));
    }

    /** Lets held commits go on. */
    public void release() {
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    /** Puts a row as somebody else would. */
    public void put(String key, String value) {
        apply(List.of(new Change.Put(key, Bytes.of(value).toArray())));
    }

    /** Deletes a row as somebody else would. */
    public void delete(String key) {
        apply(List.of(new Change.Delete(key)));
    }

    /** The text of a row, empty if absent. */
    public String text(String key) {
        return view().get(key).map(r -> Bytes.wrap(r.value()).utf8()).orElse("");
    }

    /** Tells every watcher the same. */
    public void tellWatchers(Batch batch) {
        List.copyOf(watchers).forEach(w -> w.accept(batch));
    }

    @Override
    public CompletionStage<Outcome> commit(Transaction transaction) {
        transactions.add(transaction);
        Fate fate = fates.isEmpty() ? Fate.DONE : fates.removeFirst();
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        switch (fate) {
            case DONE -> end.complete(judge(transaction));
            case APPLIED_BUT_UNKNOWN -> {
                judge(transaction);
                end.complete(new Outcome.Unknown(Optional.empty()));
            }
            case LOST_AND_UNKNOWN -> end.complete(new Outcome.Unknown(Optional.empty()));
            case NOT_LEADER -> end.complete(new Outcome.NotLeader(Optional.empty()));
            case HELD -> held.add(() -> end.complete(judge(transaction)));
        }
        return end;
    }

    private Outcome judge(Transaction transaction) {
        if (transaction.epoch() != null && !claimed.equals(transaction.epoch())) {
            return new Outcome.Refused(new StoreRefusal.StaleEpoch(Optional.of(claimed)));
        }
        Optional<Condition> failed =
                transaction.conditions().stream().filter(c -> !holds(c)).findFirst();
        if (failed.isPresent()) {
            return new Outcome.Refused(new StoreRefusal.Conflict(failed));
        }
        apply(transaction.changes());
        return new Outcome.Done(revision, false);
    }

    private boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.RowAt(String key, long at) ->
                    Optional.ofNullable(rows.get(key)).map(Row::modRevision).orElse(0L) == at;
            case Condition.PrefixUnchanged(String prefix, long since) ->
                    rows.values().stream()
                            .noneMatch(r -> r.key().startsWith(prefix) && r.modRevision() > since);
        };
    }

    private void apply(List<Change> changes) {
        revision++;
        List<Event> events = new ArrayList<>();
        for (Change change : changes) {
            Row old = rows.get(change.key());
            KeyValue before = old == null ? null : kv(old);
            switch (change) {
                case Change.Put(String key, byte[] value) -> {
                    Row row =
                            new Row(
                                    key,
                                    value,
                                    old == null ? revision : old.createRevision(),
                                    revision,
                                    old == null ? 1 : old.version() + 1);
                    rows.put(key, row);
                    events.add(new Event(Event.Kind.PUT, kv(row), before));
                }
                case Change.Delete(String key) -> {
                    if (old != null) {
                        rows.remove(key);
                        events.add(new Event(Event.Kind.DELETE, kv(old), before));
                    }
                }
            }
        }
        tellWatchers(new Batch.Changes(new Commit(Space.SYSTEM, revision, events)));
    }

    private static KeyValue kv(Row row) {
        return new KeyValue(
                Bytes.of(row.key()),
                Bytes.wrap(row.value()),
                row.createRevision(),
                row.modRevision(),
                row.version(),
                0);
    }

    @Override
    public View view() {
        NavigableMap<String, Row> copy = new TreeMap<>(rows);
        long at = revision;
        return new View() {
            @Override
            public long revision() {
                return at;
            }

            @Override
            public long position() {
                return at;
            }

            @Override
            public Optional<Row> get(String key) {
                return Optional.ofNullable(copy.get(key));
            }

            @Override
            public List<Row> list(String prefix) {
                return copy.tailMap(prefix).values().stream()
                        .takeWhile(r -> r.key().startsWith(prefix))
                        .toList();
            }

            @Override
            public Optional<Outcome> outcomeOf(RequestId id) {
                return Optional.empty();
            }

            @Override
            public Reply query(Space space, Op op) {
                throw new UnsupportedOperationException();
            }

            @Override
            public SpaceState space(Space space) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long revision(Space space) {
                return at;
            }

            @Override
            public long floor(Space space) {
                return 0;
            }
        };
    }

    @Override
    public CompletionStage<View> confirmedView() {
        return CompletableFuture.completedStage(view());
    }

    @Override
    public CompletionStage<Answer> execute(Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer) {
        watchers.add(consumer);
        return new Watch() {
            @Override
            public void requestBookmark() {
                consumer.accept(new Batch.Bookmark(revision));
            }

            @Override
            public void close() {
                watchers.remove(consumer);
            }
        };
    }

    @Override
    public Watch watch(
            Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on) {
        return watch(space, keys, after, consumer);
    }

    @Override
    public Leadership leadership() {
        return this;
    }

    @Override
    public Standing standing() {
        return new Standing(Standing.Role.LEADER, Optional.of(claimed), Optional.empty());
    }

    @Override
    public Registration onChange(Consumer<Standing> consumer) {
        consumer.accept(standing());
        return () -> {};
    }

    @Override
    public CompletionStage<Void> confirm() {
        return CompletableFuture.completedStage(null);
    }
}
