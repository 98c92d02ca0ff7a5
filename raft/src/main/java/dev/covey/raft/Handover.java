package dev.covey.raft;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.member.ChangeFailure;
import dev.covey.raft.server.RatisMember;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One transfer of the leadership, judged by who leads in the end. Ratis's own word is not enough:
 * the timer of an earlier transfer, which it does not stop, fails a later one of the same leader,
 * often while the other member is being elected.
 */
final class Handover {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final RatisMember member;
    private final String to;
    private final Duration patience;
    private final Tasks tasks;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile Problem problem = ChangeFailure.notTakenOver();
    private volatile boolean late;

    Handover(RatisMember member, String to, Duration patience, Tasks tasks) {
        this.member = member;
        this.to = to;
        this.patience = patience;
        this.tasks = tasks;
    }

    /**
     * Ends when the other leads, when it is certain that it does not, or when time is over. Begins
     * when nothing is on its way into the log any more: its outcome would be unknown.
     */
    CompletionStage<Void> after(CompletionStage<Void> quiet) {
        Tasks.Cancel end = tasks.after(patience, this::hurry);
        quiet.thenRunAsync(this::ask, tasks);
        return done.whenComplete((ok, failure) -> end.cancel());
    }

    private void hurry() {
        late = true;
        judge();
    }

    private void ask() {
        if (!late) {
            member.transfer(to, patience)
                    .handleAsync(ChangeFailure::of, tasks)
                    .thenAccept(answer -> answer.ifPresentOrElse(this::failed, this::succeeded));
        }
    }

    private void succeeded() {
        done.complete(null);
    }

    private void failed(Problem why) {
        problem = why;
        judge();
    }

    private void judge() {
        Optional<String> leader = leader();
        if (leader.equals(Optional.of(to))) {
            succeeded();
        } else if (late || problem instanceof Problem.Conflict || isThird(leader)) {
            done.completeExceptionally(new ProblemException(problem));
        } else {
            tasks.after(PAUSE, leads() ? this::ask : this::judge);
        }
    }

    private Optional<String> leader() {
        return Optional.ofNullable(member.division().getInfo().getLeaderId()).map(Object::toString);
    }

    private boolean leads() {
        return member.division().getInfo().isLeader();
    }

    private boolean isThird(Optional<String> leader) {
        String self = member.division().getId().toString();
        return leader.isPresent() && !leader.get().equals(self);
    }
}
