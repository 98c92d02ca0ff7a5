package dev.covey.runtime.store;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns transactions over rows into requests over keys, and replies into outcomes. */
final class Translation {

    static Request request(Transaction transaction) {
        Op txn =
                new Op.Txn(
                        transaction.conditions().stream().map(Translation::compare).toList(),
                        transaction.changes().stream().map(Translation::op).toList(),
                        List.of());
        return new Request(
                transaction.requestId(),
                epoch(transaction.epoch()),
                new Request.Origin(transaction.actor(), transaction.reason()),
                new Command.Execute(Space.SYSTEM, txn));
    }

    /** What a reply means to the transaction it answers. */
    static Outcome outcome(Transaction transaction, Reply reply) {
        if (reply instanceof Reply.Applied(long _, Result.Decided result, boolean _)
                && !result.succeeded()) {
            Condition failed = transaction.conditions().get(result.failedCompare());
            return new Outcome.Refused(new StoreRefusal.Conflict(Optional.of(failed)));
        }
        return outcome(reply);
    }

    /** What a reply means where the transaction is not at hand. */
    static Outcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.Applied(long _, Result.Decided result, boolean _) when !result.succeeded() ->
                    new Outcome.Refused(new StoreRefusal.Conflict(Optional.empty()));
            case Reply.Applied applied -> new Outcome.Done(applied.revision(), applied.repeated());
            case Reply.Refused refused -> new Outcome.Refused(refusal(refused.refusal()));
            case Reply.Forgotten forgotten -> new Outcome.Unknown(Optional.of(forgotten.id()));
        };
    }

    static Optional<Epoch> epoch(Optional<dev.covey.kv.Epoch> epoch) {
        return epoch.map(e -> new Epoch(e.incarnation(), e.term()));
    }

    static dev.covey.kv.@Nullable Epoch epoch(@Nullable Epoch epoch) {
        return epoch == null ? null : new dev.covey.kv.Epoch(epoch.incarnation(), epoch.term());
    }

    private static Compare compare(Condition condition) {
        return switch (condition) {
            case Condition.RowAt(String key, long revision) -> Compare.mod(Bytes.of(key), revision);
            case Condition.PrefixUnchanged(String prefix, long since) ->
                    new Compare.Unchanged(KeyRange.prefix(Bytes.of(prefix)), since);
        };
    }

    private static Op op(Change change) {
        return switch (change) {
            case Change.Put put -> Op.Put.of(Bytes.of(put.key()), Bytes.wrap(put.value()));
            case Change.Delete delete -> Op.DeleteRange.of(KeyRange.single(Bytes.of(delete.key())));
        };
    }

    private static StoreRefusal refusal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.StaleEpoch stale ->
                    new StoreRefusal.StaleEpoch(
                            epoch(Optional.ofNullable(stale.claim()).map(c -> c.epoch())));
            case Refusal.NoSpace(Space _, long used, long quota) ->
                    new StoreRefusal.NoSpace(used, quota);
            case Refusal.TooLarge(long bytes) -> new StoreRefusal.TooLarge(bytes);
            case Refusal.TooManyOps(int found) -> new StoreRefusal.TooMany(found);
            case Refusal.RequestIdReused(var id) -> new StoreRefusal.RequestIdReused(id);
            case Refusal.Compacted _,
                    Refusal.FutureRevision _,
                    Refusal.TooDeep _,
                    Refusal.DuplicateKey _,
                    Refusal.EmptyKey _,
                    Refusal.KeyNotFound _,
                    Refusal.LeaseNotFound _,
                    Refusal.LeaseExists _,
                    Refusal.TooManyLeases _,
                    Refusal.ClaimOutdated _,
                    Refusal.Overtaken _,
                    Refusal.OutOfRange _ ->
                    new StoreRefusal.Malformed(refusal);
        };
    }

    private Translation() {}
}
