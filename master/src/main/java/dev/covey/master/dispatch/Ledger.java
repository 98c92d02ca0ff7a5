package dev.covey.master.dispatch;

import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.master.dispatch.NodeLedger.Taken;
import dev.covey.master.rows.Counter;
import dev.covey.master.rows.UsageMark;
import dev.covey.model.Epoch;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Backoff;
import dev.covey.wire.v1.UsageBatch;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts traffic exactly once. Batches are summed in memory; every ten seconds, or at once when a
 * user crosses a limit, the sums of all nodes go into one request: it asserts the mark of each
 * node, moves it to the last batch summed, and writes the counters, all at one revision. One
 * request is under way at a time. If its outcome is not known the same is tried again: either the
 * marks have moved, and it was counted, or they have not, and it was not. For one thread.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Backoff AGAIN =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final int MOST_NODES = 100;

    /**
     * How many users of a node wait at most before a batch of as many more; both together and what
     * a request has beside them stay below {@link dev.covey.kv.Limits#MAX_TOTAL_OPS}.
     */
    private static final int MANY_USERS = 1_000;

    private final Epoch epoch;
    private final Store store;
    private final Ids ids;
    private final Mailbox mailbox;
    private final Catalog catalog;
    private final Consumer<String> counted;
    private final Map<String, NodeLedger> nodes = new HashMap<>();
    private final Map<Long, Counter> counters = new HashMap<>();

    /** Weighted bytes taken in and not committed, by user. */
    private final Map<Long, Long> outstanding = new HashMap<>();

    private final Set<Change> deletions = new HashSet<>();
    private @Nullable Flight flight;
    private boolean asking;
    private boolean urgent;

    /** When the oldest batch that is not on its way came in. */
    private long oldest = Long.MAX_VALUE;

    private int failures;
    private long notBefore = Long.MIN_VALUE;

    /**
     * Makes a ledger for one reign.
     *
     * @param counted is told the id of each node whose mark has moved in the store
     */
    Ledger(
            Epoch epoch,
            Store store,
            Ids ids,
            Mailbox mailbox,
            Catalog catalog,
            Consumer<String> counted) {
        this.epoch = epoch;
        this.store = store;
        this.ids = ids;
        this.mailbox = mailbox;
        this.catalog = catalog;
        this.counted = counted;
    }

    /** How far a node is counted in the store. */
    UsageMark committed(String node) {
        return ledger(node).committed();
    }

    private NodeLedger ledger(String id) {
        return nodes.computeIfAbsent(
                id,
                node -> {
                    Optional<Row> row = store.view().get(UsageMark.row(node));
                    UsageMark mark = row.map(UsageMark::read).orElse(UsageMark.NONE);
                    return new NodeLedger(node, mark, row.map(Row::modRevision).orElse(0L));
                });
    }

    /** Takes a batch in. */
    Taken take(String node, UsageBatch batch, int coefficientMilli, long nanos) {
        NodeLedger ledger = ledger(node);
        Taken taken =
                ledger.take(batch, coefficientMilli, n -> catalog.account(n).isPresent(), nanos);
        if (taken != Taken.KNOWN_ALREADY) {
            batch.getBytesList()
                    .forEach(
                            b ->
                                    judgeLimit(
                                            b.getNumber(),
                                            NodeLedger.weighted(b, coefficientMilli)));
            urgent |= ledger.users() >= MANY_USERS;
            oldest = Math.min(oldest, ledger.since());
        }
        return taken;
    }

    /** Whether a node has so much to commit that its next batch must wait. */
    boolean isFull(String node) {
        return ledger(node).users() >= MANY_USERS;
    }

    private void judgeLimit(long number, long bytes) {
        Optional<Account> account = catalog.account(number);
        if (account.isEmpty() || bytes <= 0) {
            return;
        }
        long more = outstanding.merge(number, bytes, Long::sum);
        long limit = account.get().limit();
        if (limit > 0 && account.get().allowed()) {
            urgent |= counter(number).weighted() + more >= limit;
        }
    }

    private Counter counter(long number) {
        return counters.computeIfAbsent(number, n -> Counter.of(store.view(), n));
    }

    /** A user is gone: its counter goes too. */
    void forgetUser(long number) {
        nodes.values().forEach(node -> node.forget(number));
        counters.remove(number);
        outstanding.remove(number);
        deletions.add(new Change.Delete(Counter.row(number)));
    }

    /** A node is gone: its mark goes too. */
    void forgetNode(String node) {
        nodes.remove(node);
        deletions.add(new Change.Delete(UsageMark.row(node)));
    }

    /** Forgets a counter whose user went while nobody watched. */
    void forgetOrphan(Row counter) {
        Counter.number(counter.key())
                .filter(n -> catalog.account(n).isEmpty())
                .ifPresent(this::forgetUser);
    }

    /** Forgets marks whose node went while nobody watched. */
    void forgetMarks(View view, Set<String> nodeIds) {
        for (Row row : view.list(UsageMark.PREFIX)) {
            if (!nodeIds.contains(row.id())) {
                forgetNode(row.id());
            }
        }
    }

    /** Commits what is due. */
    void flush(long nanos) {
        if (asking || nanos < notBefore) {
            return;
        }
        if (flight == null && isDue(nanos)) {
            flight = prepare();
        }
        if (flight != null) {
            send(flight, nanos);
        }
    }

    private boolean isDue(long nanos) {
        return urgent
                || !deletions.isEmpty()
                || (oldest != Long.MAX_VALUE && nanos - oldest >= EVERY.toNanos());
    }

    /** When something is due; empty if nothing waits. */
    Optional<Duration> due(long nanos) {
        if (asking) {
            return Optional.empty();
        }
        if (flight != null || urgent || !deletions.isEmpty()) {
            return Optional.of(Duration.ofNanos(Math.max(0, notBefore - nanos)));
        }
        return oldest == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, oldest + EVERY.toNanos() - nanos)));
    }

    private Flight prepare() {
        urgent = false;
        List<NodeLedger> dirty =
                nodes.values().stream()
                        .filter(NodeLedger::isDirty)
                        .sorted(
                                Comparator.comparingLong(NodeLedger::since)
                                        .thenComparing(n -> n.node))
                        .toList();
        Map<NodeLedger, Flight.Part> parts = new LinkedHashMap<>();
        int users = 0;
        for (NodeLedger node : dirty) {
            users += node.users();
            if (!parts.isEmpty() && (users > MANY_USERS || parts.size() >= MOST_NODES)) {
                urgent = true;
                break;
            }
            parts.put(node, new Flight.Part(node.summed(), node.handOver()));
        }
        oldest = nodes.values().stream().mapToLong(NodeLedger::since).min().orElse(Long.MAX_VALUE);
        // A row is written or deleted in one request, not both.
        return new Flight(
                parts, parts.isEmpty() ? deletions.stream().limit(MANY_USERS).toList() : List.of());
    }

    private void send(Flight going, long nanos) {
        asking = true;
        Map<Long, Counter> totals = going.counters(this::counter);
        store.execute(going.request(epoch, totals))
                .whenComplete(
                        (answer, failure) ->
                                mailbox.post(
                                        () -> {
                                            asking = false;
                                            notBefore =
                                                    nanos + AGAIN.after(failures++, ids).toNanos();
                                            answered(
                                                    going,
                                                    totals,
                                                    failure == null
                                                            ? answer
                                                            : new Answer.Unknown());
                                        }));
    }

    private void answered(Flight going, Map<Long, Counter> totals, Answer answer) {
        switch (answer) {
            case Answer.Replied(Reply.Applied applied) -> {
                if (applied.result() instanceof Result.Decided decided && !decided.succeeded()) {
                    lookAgain(going, totals);
                } else {
                    landed(going, totals, applied.revision());
                }
            }
            case Answer.Replied(Reply.Refused refused) ->
                    LOG.warn("traffic is not counted yet: {}", refused.refusal());
            case Answer.Replied(Reply.Forgotten _), Answer.NotLeader _, Answer.Unknown _ ->
                    LOG.info("traffic is not counted yet: {}", answer);
        }
    }

    /** A mark is not where it was: an earlier try was counted after all, or a mark was deleted. */
    private void lookAgain(Flight going, Map<Long, Counter> totals) {
        View view = store.view();
        Map<NodeLedger, Flight.Part> left = new LinkedHashMap<>();
        long revision = 0;
        for (Map.Entry<NodeLedger, Flight.Part> entry : going.parts().entrySet()) {
            NodeLedger node = entry.getKey();
            Optional<Row> row = view.get(UsageMark.row(node.node));
            if (row.map(UsageMark::read).equals(Optional.of(entry.getValue().mark()))) {
                revision = row.get().modRevision();
            } else if (row.map(Row::modRevision).orElse(0L) == node.rowRevision()) {
                left.put(node, entry.getValue());
            } else {
                LOG.warn("the traffic mark of node {} moved: it starts from there", node.node);
                nodes.remove(node.node, node);
                counted.accept(node.node);
            }
        }
        if (revision > 0) {
            landed(going, totals, revision);
        } else {
            flight = new Flight(left, going.deletions());
        }
    }

    private void landed(Flight going, Map<Long, Counter> totals, long revision) {
        flight = null;
        failures = 0;
        notBefore = Long.MIN_VALUE;
        counters.putAll(totals);
        going.deletions().forEach(deletions::remove);
        going.parts()
                .forEach(
                        (node, part) -> {
                            node.committed(part.mark(), revision);
                            part.sums().forEach((n, sum) -> settle(n, sum.weighted));
                            counted.accept(node.node);
                        });
    }

    private void settle(long number, long bytes) {
        long left = outstanding.getOrDefault(number, 0L) - bytes;
        if (left > 0) {
            outstanding.put(number, left);
        } else {
            outstanding.remove(number);
        }
    }
}
