package dev.covey.etcd.page;

import dev.covey.etcd.door.Door;
import dev.covey.etcd.fault.Faults;
import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Whether a member is well. Safe for use by many threads; nothing blocks. */
final class Checks {

    private final Door door;

    Checks(Door door) {
        this.door = door;
    }

    /** Whether the member knows who leads. */
    boolean hasLeader() {
        return door.store().leadership().standing().leader().isPresent();
    }

    /** Whether the space for clients is so full that the alarm is on. */
    boolean isFull() {
        return door.store().view().space(Space.USER).numbers().isNearlyFull();
    }

    /** Why nothing can be read, in etcd's words; empty if it can. */
    CompletionStage<Optional<String>> unreadable(boolean serializable) {
        return door.view(!serializable).handle(Checks::judged);
    }

    private static Optional<String> judged(View view, Throwable failure) {
        return Optional.ofNullable(failure)
                .map(each -> String.valueOf(Faults.of(each).getDescription()));
    }
}
