package dev.covey.master.command;

import dev.covey.model.ProblemException;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.store.Store;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Carries out commands on the active master. Safe from any thread; does not block. A stage that
 * fails does so with a {@link ProblemException}.
 */
public final class Commands {

    private final Store store;
    private final InstantSource time;
    private final Ids ids;
    private final Decoded decoded;
    private final Lanes lanes = new Lanes();

    /**
     * Commands on a store.
     *
     * @param time cluster time
     * @param decoded shared by those who read the same store
     */
    public Commands(Store store, InstantSource time, Ids ids, Decoded decoded) {
        this.store = store;
        this.time = time;
        this.ids = ids;
        this.decoded = decoded;
    }

    /** Asks what would be, of the newest confirmed state; nothing is changed. */
    public <T> CompletionStage<T> ask(Actor actor, Function<Moment, T> question) {
        Judging judging = new Judging(time, ids, decoded);
        return store.confirmedView().thenApply(view -> question.apply(judging.moment(view, actor)));
    }

    /**
     * Does it once. What changed between judging and committing makes it be judged again; it is
     * never repeated once it may have been applied.
     */
    public CompletionStage<Done> run(Actor actor, Asked asked, Command command) {
        Attempt attempt =
                new Attempt(store, new Judging(time, ids, decoded), actor, asked, command);
        return command.lane()
                .map(lane -> lanes.inTurn(lane, attempt::begin))
                .orElseGet(attempt::begin);
    }
}
