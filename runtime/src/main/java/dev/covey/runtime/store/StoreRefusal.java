package dev.covey.runtime.store;

import dev.covey.kv.Limits;
import dev.covey.kv.Refusal;
import dev.covey.kv.RequestId;
import dev.covey.model.Epoch;
import java.util.Optional;

/** Why a transaction changed nothing. */
public sealed interface StoreRefusal {

    /** What was expected, what was found, and what to do. */
    String message();

    /**
     * Something that the transaction read has changed: read again and judge afresh.
     *
     * @param failed the first condition that did not hold; empty in the remembered answer to a
     *     repeated request
     */
    record Conflict(Optional<Condition> failed) implements StoreRefusal {
        /** The row or prefix that moved. */
        public String key() {
            return failed.map(
                            condition ->
                                    switch (condition) {
                                        case Condition.RowAt row -> row.key();
                                        case Condition.PrefixUnchanged rows -> rows.prefix();
                                    })
                    .orElse("");
        }

        @Override
        public String message() {
            return "Expected '" + key() + "' to be as it was read, but it changed. Read it again.";
        }
    }

    /** Somebody else leads now. */
    record StaleEpoch(Optional<Epoch> current) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected to act in the current epoch, but that is "
                    + current.map(Epoch::toString).orElse("not claimed")
                    + ". Stop acting as the active master.";
        }
    }

    /** The transaction is larger than the store takes. */
    record TooLarge(long bytes) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected a change of at most %d bytes, but it has %d. Split it."
                    .formatted(Limits.MAX_REQUEST_BYTES, bytes);
        }
    }

    /** The transaction has more conditions or changes than the store takes. */
    record TooMany(int found) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected at most %d conditions and changes, but there are %d. Split them."
                    .formatted(Limits.MAX_OPS, found);
        }
    }

    /** The space is full. */
    record NoSpace(long used, long quota) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected room in the store, but %d of %d bytes are used. Delete and compact."
                    .formatted(used, quota);
        }
    }

    /** The request id was used for something else before. */
    record RequestIdReused(RequestId id) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected request id '%s' to be new, but it was used for another request."
                            .formatted(id.id())
                    + " Choose a new one.";
        }
    }

    /** The transaction makes no sense, such as one row changed twice: a mistake of its maker. */
    record Malformed(Refusal refusal) implements StoreRefusal {
        @Override
        public String message() {
            return "Expected a well-formed change, but it was refused: " + refusal + ".";
        }
    }
}
