package dev.covey.raft;

import dev.covey.kv.machine.Machine;
import dev.covey.raft.lead.Applied;
import dev.covey.raft.lead.Confirmation;
import dev.covey.raft.lead.Rounds;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.runtime.store.MachineView;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads that hold everything answered before: the leader confirms itself, any other member asks it
 * how far it must have applied. Tries again while a leader is being found.
 */
final class ConfirmedReads {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Confirmation confirmation;
    private final Applied applied;
    private final Supplier<Standing> standing;
    private final Machine machine;
    private final Patience patience;
    private final Rounds<Long> questions;

    /** How long to try, and what counts the time. */
    record Patience(Duration whole, Duration call, Clock clock, Tasks tasks) {}

    ConfirmedReads(
            Confirmation confirmation,
            Applied applied,
            Supplier<Standing> standing,
            Machine machine,
            PeerLines lines,
            Patience patience) {
        this.confirmation = confirmation;
        this.applied = applied;
        this.standing = standing;
        this.machine = machine;
        this.patience = patience;
        this.questions = new Rounds<>(() -> ask(lines), patience.tasks());
    }

    /** As the port says of {@code confirmedView}. */
    CompletionStage<View> view() {
        Attempt attempt = new Attempt(patience.clock().nanos());
        attempt.run();
        return attempt.result;
    }

    /** As the port says of {@code confirm}. */
    CompletionStage<Void> confirm() {
        return confirmation.confirm().thenCompose(applied::await);
    }

    private CompletionStage<Long> index() {
        return standing.get().isActive() ? confirmation.confirm() : questions.join();
    }

    private CompletionStage<Long> ask(PeerLines lines) {
        Standing now = standing.get();
        if (now.role() == Standing.Role.LEADER || now.leader().isEmpty()) {
            return CompletableFuture.failedFuture(
                    new UnavailableException("There is no active master. Try again later."));
        }
        return lines.call(now.leader().get(), PeerDoor.INDEX, PeerDoor.bytes(0), patience.call())
                .thenApply(PeerDoor::number);
    }

    private final class Attempt implements Runnable {
        private final long began;
        private final CompletableFuture<View> result = new CompletableFuture<>();

        Attempt(long began) {
            this.began = began;
        }

        @Override
        public void run() {
            index().whenComplete(this::confirmed);
        }

        private void confirmed(@Nullable Long index, @Nullable Throwable failure) {
            if (index != null && index >= 0) {
                arrive(index);
            } else if (left().isPositive()) {
                patience.tasks().after(PAUSE, this);
            } else {
                giveUp("The leadership could not be confirmed.");
            }
        }

        private void arrive(long index) {
            if (applied.index() >= index) {
                finish();
                return;
            }
            Tasks.Cancel late =
                    patience.tasks().after(left(), () -> giveUp("This master is behind."));
            applied.await(index)
                    .thenRun(
                            () -> {
                                late.cancel();
                                finish();
                            });
        }

        private void finish() {
            result.complete(new MachineView(machine.state()));
        }

        private void giveUp(String why) {
            result.completeExceptionally(new UnavailableException(why + " Try again later."));
        }

        private Duration left() {
            return patience.whole().minus(patience.clock().since(began));
        }
    }
}
