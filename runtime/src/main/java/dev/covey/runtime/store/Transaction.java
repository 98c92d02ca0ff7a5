package dev.covey.runtime.store;

import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.model.Epoch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to rows of the system space, done all at one revision if every condition holds. At most
 * 128 conditions and 128 changes, each row changed once, 1.5 MiB in all.
 *
 * @param epoch what a controller acts under: refused unless it is that of the stored claim
 * @param requestId makes the transaction repeatable once
 * @param actor who asked, such as {@code admin:ada} or {@code controller:placement}
 * @param reason why, in a few words; both are only for whoever reads the log
 */
public record Transaction(
        List<Condition> conditions,
        List<Change> changes,
        @Nullable Epoch epoch,
        @Nullable RequestId requestId,
        String actor,
        String reason) {

    /** Copies the lists. */
    public Transaction {
        conditions = List.copyOf(conditions);
        changes = List.copyOf(changes);
    }

    /** A transaction without epoch and request id. */
    public static Transaction of(
            List<Condition> conditions, List<Change> changes, String actor, String reason) {
        return new Transaction(conditions, changes, null, null, actor, reason);
    }

    /** The same transaction under an epoch. */
    public Transaction under(Epoch reign) {
        return new Transaction(conditions, changes, reign, requestId, actor, reason);
    }

    /** The same transaction under a request id. */
    public Transaction withId(RequestId id) {
        return new Transaction(conditions, changes, epoch, id, actor, reason);
    }

    /** What goes into the log. */
    public Request toRequest() {
        return Translation.request(this);
    }
}
