package dev.covey.master.control.quorum;

import dev.covey.runtime.control.Effect;
import dev.covey.runtime.control.Effector;
import dev.covey.runtime.quorum.Quorum;

/** Asks the group for a change. Repeating it does no harm: what is so already succeeds. */
public final class ChangeEffect implements Effect {
    private final Change change;
    private final String epoch;
    private final int attempt;

    ChangeEffect(Change change, String epoch, int attempt) {
        this.change = change;
        this.epoch = epoch;
        this.attempt = attempt;
    }

    @Override
    public String id() {
        return "quorum " + epoch + " " + attempt + " " + change.words();
    }

    @Override
    public String row() {
        return ChangeRow.ROW;
    }

    /** Carries such effects out. */
    public static Effector on(Quorum quorum) {
        return (effect, scope) ->
                scope.confirm()
                        .thenCompose(ok -> ((ChangeEffect) effect).change.on(quorum))
                        .thenApply(ok -> "");
    }

    @Override
    public String toString() {
        return id();
    }
}
