package dev.covey.raft;

import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Standing;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Leadership as the group sees it. */
record RaftLeadership(Helm helm, ConfirmedReads reads) implements Leadership {

    @Override
    public Standing standing() {
        return helm.standing();
    }

    @Override
    public Registration onChange(Consumer<Standing> consumer) {
        return helm.standings().onChange(consumer);
    }

    @Override
    public CompletionStage<Void> confirm() {
        return reads.confirm();
    }
}
