package dev.covey.etcd.past;

import dev.covey.kv.Command;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Loop;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is older than a {@link Retention}, at etcd's pace: periods of up to an hour once a
 * period, longer ones each hour, revisions every five minutes. Every member remembers how far the
 * store was, so that one which begins to lead goes on; the one that leads compacts.
 */
public final class Compactor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration REVISIONS = Duration.ofMinutes(5);

    /** How often it is looked, in parts of the time between two compactions. */
    private static final int LOOKS = 10;

    private final Store store;
    private final Retention retention;
    private final Duration pace;
    private final Trail trail;
    private final Loop loop;
    private long due;
    private long last;

    /** For the member whose door the store is. */
    public Compactor(Store store, Retention retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.pace = pace(retention);
        this.trail = new Trail(retention instanceof Retention.Period p ? p.length() : pace);
        this.last = clock.nanos();
        this.loop = new Loop("compaction", this::step, clock);
    }

    private static Duration pace(Retention retention) {
        return switch (retention) {
            case Retention.Period(Duration length) when length.compareTo(LONGEST) < 0 -> length;
            case Retention.Period _, Retention.Everything _ -> LONGEST;
            case Retention.Revisions _ -> REVISIONS;
        };
    }

    /** Begins, if there is anything to do. */
    public void start() {
        if (!(retention instanceof Retention.Everything)) {
            loop.start();
        }
    }

    /** Looks at the clock and compacts what is due. */
    Duration step(long now) {
        long revision = store.view().revision(Space.USER);
        due =
                switch (retention) {
                    case Retention.Everything _ -> 0;
                    case Retention.Period _ -> Math.max(due, trail.see(now, revision));
                    case Retention.Revisions(long count) -> revision - count;
                };
        if (now - last >= pace.toNanos() && due > store.view().space(Space.USER).floor()) {
            store.leadership().standing().epoch().ifPresent(this::compact);
            last = now;
        }
        return pace.dividedBy(LOOKS);
    }

    private void compact(Epoch reign) {
        long revision = due;
        Command compact = new Command.Compact(Space.USER, revision);
        store.executeUnder(reign, Request.Origin.NONE, compact)
                .whenComplete((answer, failure) -> tell(revision, answer, failure));
    }

    private static void tell(long revision, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer instanceof Answer.Replied(Reply.Applied _)) {
            LOG.info("forgot what was before revision {}", revision);
        } else {
            LOG.warn("did not forget what was before revision {}: {}", revision, answer, failure);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
