package dev.covey.raft.recovery;

import dev.covey.kv.machine.State;
import dev.covey.raft.disk.Reach;
import dev.covey.raft.disk.StoredSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What the directory of a member that is not running holds.
 *
 * @param cluster the id of its cluster
 * @param node the id of the member; empty if the file that says so is damaged
 * @param alone whether it is the only voter of its cluster
 * @param term that it was in
 * @param held the last entry that it is known to have had on its disk, committed; -1 if unknown
 * @param snapshot the newest one that is sound
 * @param log the entries; {@link #applied} says which of them the state has
 * @param state after the snapshot and all entries that follow it and are sound, whether a majority
 *     had them or not
 * @param applied the last entry in the state; -1 for none
 * @param damage what is wrong, for a person; empty if the directory is whole
 */
public record Survivor(
        String cluster,
        String node,
        boolean alone,
        long term,
        long held,
        Optional<StoredSnapshot> snapshot,
        Reach log,
        State state,
        long applied,
        List<String> damage) {

    /** Copies the list. */
    public Survivor {
        damage = List.copyOf(damage);
    }

    /** How many entries the state has beyond the snapshot. */
    public long replayed() {
        return applied - snapshot.map(StoredSnapshot::index).orElse(-1L);
    }

    /** Whether the state is all that this member ever had on its disk. */
    public boolean isWhole() {
        return damage.isEmpty();
    }
}
