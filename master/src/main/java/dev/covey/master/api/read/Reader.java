package dev.covey.master.api.read;

import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Request;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Gives requests the views they ask for. Blocks for a bounded time; safe from any thread. */
public final class Reader {

    private static final String LEAST = "Covey-Least-Revision";
    private static final String ALLOW_STALE = "Covey-Allow-Stale";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Store store;
    private final Decoded decoded;
    private final Clock clock;
    private final AtomicLong confirmed;
    private final AtomicLong failed;

    /**
     * Reads a store.
     *
     * @param decoded shared by those who read the same store
     */
    public Reader(Store store, Decoded decoded, Clock clock) {
        this.store = store;
        this.decoded = decoded;
        this.clock = clock;
        this.confirmed = new AtomicLong(clock.nanos());
        this.failed = new AtomicLong(clock.nanos() - AFTER_FAILURE.toNanos());
    }

    /** What this master has applied, however old. */
    public Resources local() {
        return new Resources(store.view(), decoded);
    }

    /** Up to date, or absent where no majority answers in time. */
    public Optional<Resources> fresh() {
        if (clock.since(failed.get()).compareTo(AFTER_FAILURE) < 0) {
            return Optional.empty();
        }
        long begun = clock.nanos();
        try {
            View view =
                    store.confirmedView()
                            .toCompletableFuture()
                            .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            confirmed.accumulateAndGet(begun, Math::max);
            return Optional.of(new Resources(view, decoded));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            failed.set(clock.nanos());
            return Optional.empty();
        }
    }

    /** What a request is to be answered from. */
    public Reading reading(Request request) {
        OptionalLong least = request.number(LEAST);
        Optional<Resources> fresh = fresh();
        if (fresh.isPresent()) {
            least.ifPresent(revision -> checkKnown(revision, fresh.get()));
            return new Reading(fresh.get(), OptionalLong.empty());
        }
        Resources stale = local();
        boolean allowed = !request.header(ALLOW_STALE).orElse("true").equals("false");
        if (!allowed || (least.isPresent() && least.getAsLong() > stale.view().revision())) {
            throw new ProblemException(
                    new Problem.Unavailable(
                            "Expected an answer that is up to date, but no majority of the masters"
                                    + " answers. Try again, or allow a stale one.",
                            AFTER_FAILURE));
        }
        return new Reading(stale, OptionalLong.of(clock.since(confirmed.get()).toSeconds()));
    }

    private static void checkKnown(long revision, Resources resources) {
        if (revision > resources.view().revision()) {
            throw Refusals.malformed(
                    "revision_ahead",
                    "Expected "
                            + LEAST
                            + " to be at most "
                            + resources.view().revision()
                            + ", which is the newest.");
        }
    }
}
