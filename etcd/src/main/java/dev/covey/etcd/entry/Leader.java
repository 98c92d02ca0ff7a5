package dev.covey.etcd.entry;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Door;
import dev.covey.kv.Op;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.View;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** What the judging of members stands on; refuses, as not leading, where this member does not. */
record Leader(Backend backend, Door door, Sequence sequence) {

    /** Judges by what is so now, one after the other. */
    <T> CompletionStage<T> judge(BiFunction<View, QuorumView, CompletionStage<T>> judgement) {
        return sequence.then(
                () ->
                        leads()
                                ? door.view(true)
                                        .thenCompose(view -> judgement.apply(view, quorum().view()))
                                : CompletableFuture.failedFuture(elsewhere()));
    }

    private boolean leads() {
        return backend.store().leadership().standing().isActive();
    }

    Quorum quorum() {
        return backend.quorum();
    }

    /** Writes rows of the system space, all at once. */
    CompletionStage<Void> write(List<Op> ops) {
        return door.write(Rows.all(ops)).thenAccept(_ -> {});
    }

    /** Another member is to be asked. */
    static ProblemException elsewhere() {
        return new ProblemException(
                new Problem.Conflict("not_leader", "Expected to be asked as the leader."));
    }
}
