package dev.covey.runtime.store;

import dev.covey.kv.Commit;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.State;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running watch. Its consumer is called by one thread at a time, in the order of revisions. */
class Feed implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** About how many events are looked up before the state is looked at again. */
    private static final int CHUNK = 256;

    /** How far a watch that had once caught up may fall behind, in revisions. */
    static final int MAX_LAG = 65_536;

    private final Subject subject;
    private final Supplier<State> states;
    private final Consumer<Batch> consumer;
    private final Executor executor;
    private final Wakeup wakeup;
    private volatile boolean closed;
    private volatile boolean bookmarkWanted;

    /** Everything up to this revision is delivered. Written only while the step runs. */
    private volatile long delivered;

    private boolean caughtUp;

    /** What is watched. */
    record Subject(Space space, KeyRange keys) {
        boolean touchedBy(Commit commit) {
            for (Event event : commit.events()) {
                if (keys.contains(event.key())) {
                    return true;
                }
            }
            return false;
        }
    }

    Feed(
            Subject subject,
            long after,
            Supplier<State> states,
            Consumer<Batch> consumer,
            Executor executor) {
        this.subject = subject;
        this.delivered = Math.max(0, after);
        this.states = states;
        this.consumer = consumer;
        this.executor = executor;
        this.wakeup = new Wakeup(executor, this::step);
    }

    void wake() {
        wakeup.wake();
    }

    /** Skips a commit that touches nothing watched without waking anybody. */
    void offer(Commit commit) {
        if (commit.space() != subject.space()) {
            return;
        }
        boolean skipped =
                !subject.touchedBy(commit) && wakeup.unlessRunning(() -> skip(commit.revision()));
        if (!skipped) {
            wake();
        }
    }

    private void skip(long revision) {
        if (delivered == revision - 1) {
            delivered = revision;
        } else {
            wake();
        }
    }

    @Override
    public void requestBookmark() {
        bookmarkWanted = true;
        wake();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void step() {
        try {
            deliver();
        } catch (RuntimeException e) {
            LOG.error("a watcher failed at revision {} and is cut off", delivered, e);
            end(new Batch.CutOff(delivered));
        }
    }

    private void deliver() {
        while (!closed) {
            SpaceState space = states.get().space(subject.space());
            long behind = space.revision() - delivered;
            if (behind <= 0) {
                caughtUp = true;
                bookmark(space.revision());
                return;
            }
            if (!space.remembersAfter(delivered)) {
                end(new Batch.Compacted(space.floor()));
            } else if (caughtUp && behind > MAX_LAG) {
                end(new Batch.CutOff(delivered));
            } else if (deliverFrom(space)) {
                executor.execute(this::wake); // who waits for the same thread has its turn first
                return;
            }
        }
    }

    /** Delivers a piece; returns whether the state has more. */
    private boolean deliverFrom(SpaceState space) {
        List<Commit> commits = space.commitsAfter(delivered, subject.keys(), CHUNK);
        int events = 0;
        for (Commit commit : commits) {
            if (closed) {
                return false;
            }
            consumer.accept(new Batch.Changes(commit));
            delivered = commit.revision();
            events += commit.events().size();
        }
        if (events < CHUNK) {
            delivered = space.revision();
        }
        return events >= CHUNK;
    }

    private void bookmark(long revision) {
        if (bookmarkWanted && delivered >= revision) {
            bookmarkWanted = false;
            consumer.accept(new Batch.Bookmark(delivered));
        }
    }

    private void end(Batch last) {
        if (!closed) {
            close();
            consumer.accept(last);
        }
    }
}
