package dev.covey.agent.desired;

import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Assignments;
import dev.covey.wire.v1.Item;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes in the assignments of one session: puts the chunks of a full set together and notices gaps
 * between deltas. For one thread.
 */
public final class Intake {

    /** What came of a message. */
    public enum Result {
        /** The desired state is now what the message says. */
        APPLIED,
        /** A full set is on its way. */
        PARTIAL,
        /** Something is missing: the full set must be asked for. */
        GAP,
        /** It is larger than any cluster: the session must end. */
        TOO_LARGE
    }

    /** The most items a node can have. */
    public static final int MOST_ITEMS = 1_000_000;

    private final Desired desired;
    private final Map<String, Item> building = new HashMap<>();

    /** For one session. */
    public Intake(Desired desired) {
        this.desired = desired;
    }

    /** Takes in a message. */
    public Result take(Assignments message) {
        return message.getFull() ? full(message) : delta(message);
    }

    private Result full(Assignments message) {
        message.getSetList().forEach(item -> building.put(item.getKey(), item));
        if (building.size() > MOST_ITEMS) {
            building.clear();
            return Result.TOO_LARGE;
        }
        if (message.getMore()) {
            return Result.PARTIAL;
        }
        boolean fits = desired.replace(building, SetHash.from(message.getResultsIn()));
        building.clear();
        return fits ? Result.APPLIED : Result.GAP;
    }

    private Result delta(Assignments message) {
        if (!building.isEmpty()) {
            building.clear();
            return Result.GAP;
        }
        if (desired.size() + message.getSetCount() > MOST_ITEMS) {
            return Result.TOO_LARGE;
        }
        boolean fits =
                desired.change(
                        message.getSetList(),
                        message.getRemoveList(),
                        SetHash.from(message.getAppliesTo()),
                        SetHash.from(message.getResultsIn()));
        return fits ? Result.APPLIED : Result.GAP;
    }
}
