package dev.covey.kv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operation found or did. */
public sealed interface Result {

    /**
     * Of a range.
     *
     * @param more whether the limit left keys out
     * @param count how many keys are in the range, whatever the limit and the filter
     */
    record Found(List<KeyValue> keys, boolean more, long count) implements Result {
        /** Copies the list. */
        public Found {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Of a put.
     *
     * @param previous the version before, if it was asked for and there was one
     */
    record Written(@Nullable KeyValue previous) implements Result {}

    /**
     * Of a deletion.
     *
     * @param previous the versions before, if they were asked for
     */
    record Deleted(long count, List<KeyValue> previous) implements Result {
        /** Copies the list. */
        public Deleted {
            previous = List.copyOf(previous);
        }
    }

    /**
     * Of a transaction.
     *
     * @param failedCompare the place of the first compare that did not hold; -1 if all held
     * @param results one for each operation of the branch that was taken
     */
    record Decided(int failedCompare, List<Result> results) implements Result {
        /** Copies the list. */
        public Decided {
            results = List.copyOf(results);
        }

        /** Whether all compares held. */
        public boolean succeeded() {
            return failedCompare < 0;
        }
    }

    /** Of a command that has nothing to tell. */
    record Done() implements Result {}

    /** Of a repeated request whose result was too large to be remembered. */
    record Omitted() implements Result {}
}
