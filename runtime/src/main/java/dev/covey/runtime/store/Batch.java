package dev.covey.runtime.store;

import dev.covey.kv.Commit;
import java.util.List;

/** What a watch delivers. */
public sealed interface Batch {

    /** All changes of one revision within the watched range, in order. */
    record Changes(Commit commit) implements Batch {
        /** The revision. */
        public long revision() {
            return commit.revision();
        }

        /** The changes as rows. */
        public List<RowChange> rows() {
            return commit.events().stream().map(RowChange::of).toList();
        }
    }

    /** Everything up to and including a revision was delivered. Comes when asked for. */
    record Bookmark(long revision) implements Batch {}

    /**
     * The consumer was too slow and the watch is over: list again.
     *
     * @param delivered the last revision up to which everything was delivered
     */
    record CutOff(long delivered) implements Batch {}

    /**
     * What the watch would have to deliver next is compacted, and the watch is over: list again.
     *
     * @param floor the compaction floor
     */
    record Compacted(long floor) implements Batch {}
}
