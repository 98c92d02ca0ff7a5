package dev.covey.raft.lead;

import dev.covey.runtime.store.UnavailableException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Confirms leadership, in rounds that callers share. Safe for use by many threads. */
public final class Confirmation {

    private final String self;
    private final Electors electors;
    private final Rounds<Long> rounds;

    /** The way to the voters. */
    public interface Electors {
        /** How this member leads now, its own claim applied; empty if it does not. */
        Optional<Reign> reign();

        /** Asks a voter for its term; fails if it does not answer in time. Must not throw. */
        CompletionStage<Long> termOf(String voter);
    }

    /** Confirms {@code self}. */
    public Confirmation(String self, Electors electors, Executor executor) {
        this.self = self;
        this.electors = electors;
        this.rounds = new Rounds<>(this::poll, executor);
    }

    /**
     * Ends with an index that covers every entry committed before this call, if this member led at
     * a moment after this call; else with {@link UnavailableException}.
     */
    public CompletionStage<Long> confirm() {
        return rounds.join();
    }

    private CompletionStage<Long> poll() {
        return electors.reign()
                .map(reign -> new Poll(reign).start())
                .orElseGet(() -> unavailable("This member does not lead."));
    }

    private static CompletableFuture<Long> unavailable(String why) {
        return CompletableFuture.failedFuture(new UnavailableException(why));
    }

    private final class Poll {
        private final Reign reign;
        private final CompletableFuture<Long> result = new CompletableFuture<>();
        private final Set<String> agreeing = new HashSet<>();
        private int missing;

        Poll(Reign reign) {
            this.reign = reign;
        }

        CompletableFuture<Long> start() {
            Set<String> others = new HashSet<>();
            reign.electorates().forEach(others::addAll);
            others.remove(self);
            synchronized (this) {
                agreeing.add(self);
                missing = others.size();
                decide();
            }
            if (!result.isDone()) {
                others.forEach(
                        voter ->
                                electors.termOf(voter)
                                        .whenComplete((term, failure) -> heard(voter, term)));
            }
            return result;
        }

        private synchronized void heard(String voter, @Nullable Long term) {
            missing--;
            if (term != null && term == reign.term()) {
                agreeing.add(voter);
            }
            decide();
        }

        private void decide() {
            if (reign.agreed(agreeing)) {
                result.complete(reign.committed());
            } else if (missing == 0) {
                result.completeExceptionally(
                        new UnavailableException(
                                "A majority of the masters did not confirm this one. Try later."));
            }
        }
    }
}
