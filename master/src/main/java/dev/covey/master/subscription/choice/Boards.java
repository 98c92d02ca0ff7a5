package dev.covey.master.subscription.choice;

import dev.covey.kv.Bytes;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the board of the moment. The topology follows every commit, but is built anew only when one
 * of its rows has changed; the loads are read once a second. Safe from any thread.
 */
public final class Boards {

    private static final Duration LOADS_LAST = Duration.ofSeconds(1);

    /** Where everything stands that a topology is built from. */
    private static final List<String> SOURCES =
            List.of(
                    Key.specPrefix(Kind.CLUSTER),
                    Key.specPrefix(Kind.NODE),
                    Key.statusPrefix(Kind.NODE),
                    Key.specPrefix(Kind.INBOUND),
                    Key.statusPrefix(Kind.INBOUND),
                    Key.specPrefix(Kind.ROUTE));

    private final Telemetry telemetry;
    private final Clock clock;
    private final String self;
    private final Decoded decoded = new Decoded();
    private volatile @Nullable Kept kept;

    /**
     * The last board.
     *
     * @param revision of the store that it is up to date with
     * @param nanos when the loads were read
     */
    private record Kept(Board board, long revision, long nanos) {}

    /**
     * No board yet.
     *
     * @param self the id of this master's node
     */
    public Boards(Telemetry telemetry, Clock clock, String self) {
        this.telemetry = telemetry;
        this.clock = clock;
        this.self = self;
    }

    /** The board of a view or of a later one. */
    public Board at(View view) {
        Kept last = kept;
        return last != null && current(last, view) ? last.board() : renew(view);
    }

    private boolean current(Kept last, View view) {
        return last.revision() >= view.revision() && weighed(last);
    }

    private boolean weighed(Kept last) {
        return clock.since(last.nanos()).compareTo(LOADS_LAST) < 0;
    }

    private synchronized Board renew(View view) {
        Kept last = kept;
        if (last != null && current(last, view)) {
            return last.board();
        }
        Kept next = last == null ? build(view, Set.of()) : follow(last, view);
        kept = next;
        return next.board();
    }

    private Kept follow(Kept last, View view) {
        if (last.revision() < view.revision() && !unchanged(view, last.revision())) {
            return build(view, last.board().busy());
        }
        long revision = Math.max(last.revision(), view.revision());
        return weighed(last)
                ? new Kept(last.board(), revision, last.nanos())
                : weigh(last.board().topology(), revision, last.board().busy());
    }

    private Kept build(View view, Set<String> busy) {
        Topology topology = Topology.of(new Resources(view, decoded), self);
        return weigh(topology, view.revision(), busy);
    }

    private Kept weigh(Topology topology, long revision, Set<String> busyBefore) {
        long nanos = clock.nanos();
        Set<String> busy = Busy.of(topology.pools(), busyBefore, new Loads(telemetry)::of);
        return new Kept(new Board(topology, busy), revision, nanos);
    }

    private static boolean unchanged(View view, long since) {
        List<Compare> compares =
                SOURCES.stream()
                        .map(prefix -> KeyRange.prefix(Bytes.of(prefix)))
                        .<Compare>map(range -> new Compare.Unchanged(range, since))
                        .toList();
        Reply reply = view.query(Space.SYSTEM, new Op.Txn(compares, List.of(), List.of()));
        return reply instanceof Reply.Applied(long _, Result.Decided decided, boolean _)
                && decided.succeeded();
    }
}
