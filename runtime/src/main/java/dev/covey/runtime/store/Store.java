package dev.covey.runtime.store;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One member's door to the replicated store. Safe for use by many threads; nothing here blocks.
 *
 * <p>Promises: a write is on the disks of a majority before it is answered; confirmed views and
 * writes are strictly serializable; a plain {@link #view()} may be old but never shows what could
 * vanish.
 */
public interface Store {

    /** What this member has applied so far. */
    View view();

    /**
     * A view that holds every write answered anywhere before this call. Works on any member that
     * can reach the leader. Ends with {@link UnavailableException} where leadership cannot be
     * confirmed.
     */
    CompletionStage<View> confirmedView();

    /**
     * Puts one request through the log. A request without an id must not be sent again after {@link
     * Answer.Unknown}.
     */
    CompletionStage<Answer> execute(Request request);

    /** Puts what a leader decides through the log: it has no effect once another reign began. */
    default CompletionStage<Answer> executeUnder(
            Epoch reign, Request.Origin origin, Command command) {
        return execute(new Request(null, Translation.epoch(reign), origin, command));
    }

    /** Changes rows of the system space, all or nothing, if all conditions hold. */
    default CompletionStage<Outcome> commit(Transaction transaction) {
        return execute(transaction.toRequest())
                .thenApply(answer -> Outcome.of(transaction, answer));
    }

    /**
     * Delivers every later commit that touches a range, in order, each once and whole, one call at
     * a time. After {@link Batch.CutOff} or {@link Batch.Compacted} nothing more comes: list again
     * and watch from there. The consumer must not block for long; where it runs is the store's
     * choice.
     *
     * @param after the last revision the caller has seen; 0 for all there is
     * @throws dev.covey.model.ProblemException if this member has too many watches already
     */
    Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer);

    /**
     * A watch whose consumer runs where the caller says, and may block there: many watches of one
     * reader can share a thread. A long past is delivered piece by piece, so that others there get
     * their turn.
     *
     * @param on runs what it is given one after the other or at once, in any order
     */
    Watch watch(Space space, KeyRange keys, long after, Consumer<Batch> consumer, Executor on);

    /** Watches the rows of the system space under a prefix. */
    default Watch watch(long after, String prefix, Consumer<Batch> consumer) {
        return watch(Space.SYSTEM, KeyRange.prefix(Bytes.of(prefix)), after, consumer);
    }

    /** Who leads, as this member sees it. */
    Leadership leadership();
}
