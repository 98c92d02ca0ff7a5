package dev.covey.simulation;

import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.simulation.chronicle.RowLines;
import dev.covey.simulation.store.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows every replica of the store: tells of each revision when the first replica has it, and
 * compares it with what the others have. For one thread.
 */
final class StoreHistory {

    private final RowLines lines;
    private final Map<Long, List<RowChange>> revisions = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private long highest;

    StoreHistory(RowLines lines) {
        this.lines = lines;
    }

    /** Begins after what is there. */
    void follow(Group group) {
        for (String member : group.members()) {
            MemoryStore store = group.cluster().store(member);
            highest = store.view().revision();
            follow(member, store, highest);
        }
    }

    /** Follows one that has nothing yet. */
    void join(String member, Group group) {
        follow(member, group.cluster().store(member), 0);
    }

    private void follow(String member, MemoryStore store, long after) {
        long[] last = {after};
        store.watch(
                after,
                "",
                batch -> {
                    switch (batch) {
                        case Batch.Changes changes -> {
                            if (changes.revision() <= last[0]) {
                                breaches.add(member + " went back to " + changes.revision());
                            }
                            last[0] = changes.revision();
                            seen(member, changes);
                        }
                        // A new incarnation has no history.
                        case Batch.Compacted(long floor) -> follow(member, store, floor);
                        case Batch.CutOff _ -> breaches.add(member + " cut off its watch");
                        case Batch.Bookmark _ -> {}
                    }
                });
    }

    private void seen(String member, Batch.Changes changes) {
        List<RowChange> rows = changes.rows();
        List<RowChange> known = revisions.putIfAbsent(changes.revision(), rows);
        if (known != null && !known.equals(rows)) {
            breaches.add(member + " differs at revision " + changes.revision());
        }
        if (changes.revision() > highest) {
            highest = changes.revision();
            rows.forEach(lines::changed);
        }
    }

    /** The highest revision that any replica has. */
    long highest() {
        return highest;
    }

    /** What must not have happened. */
    List<String> breaches() {
        return List.copyOf(breaches);
    }
}
