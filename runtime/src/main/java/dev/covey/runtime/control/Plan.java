package dev.covey.runtime.control;

import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a controller wants done about one key.
 *
 * @param conditions what must hold beside everything that was read, which is asserted anyway
 * @param changes committed in one transaction
 * @param effects what shall be under way outside once the changes are committed; those that are
 *     already under way are left alone
 * @param lookAgain when to look at the key again if nothing changes before
 * @param why one line for whoever reads the log
 */
public record Plan(
        List<Condition> conditions,
        List<Change> changes,
        List<Effect> effects,
        Optional<Duration> lookAgain,
        String why) {
    /** Nothing to do. */
    public static final Plan NOTHING =
            new Plan(List.of(), List.of(), List.of(), Optional.empty(), "");

    /** Copies the lists. */
    public Plan {
        conditions = List.copyOf(conditions);
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }

    /** The changes of a draft, which may be none. */
    public static Plan of(Draft draft, String why) {
        return new Plan(draft.conditions(), draft.changes(), List.of(), Optional.empty(), why);
    }

    /** Nothing to do before some time has passed. */
    public static Plan later(Duration time) {
        return NOTHING.lookingAgain(time);
    }

    /** The same plan, looked at again after a time; of two times the shorter counts. */
    public Plan lookingAgain(Duration time) {
        Duration sooner = lookAgain.filter(t -> t.compareTo(time) < 0).orElse(time);
        return new Plan(conditions, changes, effects, Optional.of(sooner), why);
    }

    /** The same plan with one more effect. */
    public Plan with(Effect effect) {
        List<Effect> all = new ArrayList<>(effects);
        all.add(effect);
        return new Plan(conditions, changes, all, lookAgain, why);
    }
}
