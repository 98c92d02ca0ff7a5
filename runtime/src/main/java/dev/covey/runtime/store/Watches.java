package dev.covey.runtime.store;

import dev.covey.kv.Commit;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.kv.machine.State;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The watches of one member. Each reads on from its own revision in the history that the machine
 * keeps anyway, so a slow one costs no memory and every one can begin in the past. Safe for use by
 * many threads.
 */
public final class Watches implements AutoCloseable {

    /** Most watches of one member. */
    static final int MAX_WATCHES = 10_000;

    private final Supplier<State> states;
    private final Executor executor;
    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();

    /**
     * Watches over a machine.
     *
     * @param states gives the present state
     * @param executor runs the consumers; may run them at once
     */
    public Watches(Supplier<State> states, Executor executor) {
        this.states = states;
        this.executor = executor;
    }

    /**
     * Begins a watch; see {@link Store#watch}.
     *
     * @throws ProblemException if there are too many already
     */
    public Watch open(Space space, KeyRange keys, long after, Consumer<Batch> consumer) {
        return open(space, keys, after, consumer, executor);
    }

    /**
     * Begins a watch whose consumer runs elsewhere; see {@link Store#watch}.
     *
     * @throws ProblemException if there are too many already
     */
    public Watch open(
            Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on) {
        if (feeds.size() >= MAX_WATCHES) {
            throw new ProblemException(
                    new Problem.LimitReached(
                            "watches",
                            "Expected at most %d watches on a member. End some first."
                                    .formatted(MAX_WATCHES)));
        }
        Feed feed =
                new Feed(new Feed.Subject(space, keys), after, states, consumer, on) {
                    @Override
                    public void close() {
                        feeds.remove(this);
                        super.close();
                    }
                };
        feeds.add(feed);
        feed.wake();
        return feed;
    }

    /** Tells the watches what was just applied; the machine's state must hold it already. */
    public void published(List<Commit> commits) {
        for (Commit commit : commits) {
            feeds.forEach(feed -> feed.offer(commit));
        }
    }

    /** Has every watch look for itself, after the machine was restored from a snapshot. */
    public void restored() {
        feeds.forEach(Feed::wake);
    }

    /** How many watches there are. */
    public int size() {
        return feeds.size();
    }

    /** Ends all watches. */
    @Override
    public void close() {
        feeds.forEach(Feed::close);
    }
}
