package dev.covey.master.command;

import dev.covey.kv.RequestId;
import dev.covey.model.Key;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreRefusal;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One command on its way: judged anew while what it read changes, within a bound. */
final class Attempt {

    private static final int MOST = 64;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Store store;
    private final Judging judging;
    private final Actor actor;
    private final Asked asked;
    private final Command command;
    private long since = -1;
    private int judged;

    Attempt(Store store, Judging judging, Actor actor, Asked asked, Command command) {
        this.store = store;
        this.judging = judging;
        this.actor = actor;
        this.asked = asked;
        this.command = command;
    }

    CompletionStage<Done> begin() {
        return store.confirmedView().thenCompose(this::judge).exceptionallyCompose(Attempt::failed);
    }

    private CompletionStage<Done> judge(View view) {
        since = since < 0 ? view.position() : since;
        RequestId id = RequestId.of(actor.name(), asked.id(), asked.body(), since);
        Optional<Outcome> earlier = view.outcomeOf(id);
        if (earlier.isPresent()) {
            return concluded(earlier.get(), Optional.empty());
        }
        Moment moment = judging.moment(view, actor);
        Drafted drafted = command.draft(moment);
        if (drafted.draft().isEmpty()) {
            return done(new Done(present(drafted), view.revision(), Optional.empty(), false));
        }
        Judging.checkNames(view, drafted.draft());
        Transaction transaction = judging.transaction(moment, command, drafted);
        return store.commit(drafted.last() ? transaction.withId(id) : transaction)
                .thenCompose(outcome -> concluded(outcome, Optional.of(drafted)));
    }

    private CompletionStage<Done> concluded(Outcome outcome, Optional<Drafted> drafted) {
        return switch (outcome) {
            case Outcome.Done _ when drafted.isPresent() && !drafted.get().last() -> again();
            case Outcome.Done(long revision, boolean repeated) when drafted.isEmpty() || repeated ->
                    done(Earlier.done(store.view(), command.kind(), revision));
            case Outcome.Done(long revision, boolean _) ->
                    done(
                            new Done(
                                    present(drafted.orElseThrow()),
                                    revision,
                                    drafted.orElseThrow().secret(),
                                    false));
            case Outcome.Refused(StoreRefusal.Conflict _) when drafted.isPresent() -> again();
            case Outcome.Refused(StoreRefusal refusal) -> throw refused(refusal);
            case Outcome.NotLeader _ -> throw unavailable("this master is not the active one");
            case Outcome.Unknown _ -> throw new ProblemException(new Problem.Unknown(asked.id()));
        };
    }

    private CompletionStage<Done> again() {
        judged++;
        if (judged >= MOST) {
            throw unavailable("others changed the same things again and again");
        }
        return begin();
    }

    private static Optional<Key> present(Drafted drafted) {
        return Optional.of(drafted.subject());
    }

    private static CompletionStage<Done> done(Done done) {
        return CompletableFuture.completedStage(done);
    }

    private static CompletionStage<Done> failed(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return CompletableFuture.failedStage(
                cause instanceof UnavailableException
                        ? unavailable(String.valueOf(cause.getMessage()))
                        : cause);
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(
                new Problem.Unavailable(
                        "Expected to change the cluster, but " + why + ". Nothing was done.",
                        SOON));
    }

    private static RuntimeException refused(StoreRefusal refusal) {
        return switch (refusal) {
            case StoreRefusal.Conflict _, StoreRefusal.StaleEpoch _ ->
                    unavailable("what it read changed meanwhile");
            case StoreRefusal.TooLarge _, StoreRefusal.TooMany _ ->
                    new ProblemException(
                            new Problem.LimitReached("too_many_changes", refusal.message()));
            case StoreRefusal.NoSpace _ ->
                    new ProblemException(new Problem.LimitReached("quota", refusal.message()));
            case StoreRefusal.RequestIdReused _ ->
                    new ProblemException(
                            new Problem.Conflict("request_id_reused", refusal.message()));
            case StoreRefusal.Malformed _ -> new IllegalStateException(refusal.message());
        };
    }
}
