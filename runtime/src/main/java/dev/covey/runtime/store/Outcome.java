package dev.covey.runtime.store;

import dev.covey.kv.RequestId;
import java.util.Optional;

/** What became of a transaction. */
public sealed interface Outcome {

    /**
     * It was committed.
     *
     * @param revision of the system space after it
     * @param repeated whether it had been committed before under the same request id
     */
    record Done(long revision, boolean repeated) implements Outcome {}

    /** It was refused and changed nothing. */
    record Refused(StoreRefusal refusal) implements Outcome {}

    /**
     * It was not even submitted, because this member does not lead. Nothing was done.
     *
     * @param leader the node that may lead
     */
    record NotLeader(Optional<String> leader) implements Outcome {}

    /**
     * It may or may not have been committed, now or later. Only a transaction with a request id may
     * be sent again, under the same id.
     */
    record Unknown(Optional<RequestId> id) implements Outcome {}

    /** What an answer means to the transaction it answers. */
    static Outcome of(Transaction transaction, Answer answer) {
        return switch (answer) {
            case Answer.Replied(var reply) -> Translation.outcome(transaction, reply);
            case Answer.NotLeader(var leader) -> new NotLeader(leader);
            case Answer.Unknown _ -> new Unknown(Optional.ofNullable(transaction.requestId()));
        };
    }
}
