package dev.covey.raft.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One entry under way, the rest waits; what failed after it was sent is unknown. */
class GroupCommitTest {

    private static final Request WRITE =
            Request.of(Space.SYSTEM, Op.Put.of(Bytes.of("a"), Bytes.of("1")));

    /** A log that waits for the test to answer. */
    private static final class Log implements EntryLog {
        private final List<byte[]> entries = new ArrayList<>();
        private CompletableFuture<List<Reply>> waiting = new CompletableFuture<>();

        @Override
        public CompletionStage<List<Reply>> append(byte[] batch) {
            entries.add(batch);
            waiting = new CompletableFuture<>();
            return waiting;
        }

        int last() {
            return BatchCodec.decode(entries.getLast()).size();
        }

        void apply() {
            Reply done = new Reply.Applied(1, new Result.Done(), false);
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < last(); i++) {
                replies.add(done);
            }
            waiting.complete(replies);
        }

        void fail() {
            waiting.completeExceptionally(new IllegalStateException("stepped down"));
        }
    }

    private final Log log = new Log();
    private final GroupCommit commits =
            new GroupCommit(log, Runnable::run, new GroupCommit.Bound(1000, 1 << 20));

    private void lead() {
        commits.claim(WRITE);
        log.apply();
        assertThat(commits.open()).isTrue();
    }

    private static Answer now(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().resultNow();
    }

    private static boolean waits(CompletionStage<Answer> answer) {
        return !answer.toCompletableFuture().isDone();
    }

    @Test
    void whatWasShutOpensOnlyBehindAnotherClaim() {
        lead();
        commits.close(Optional.of("other"));
        assertThat(commits.open()).isFalse();
        assertThat(now(commits.add(WRITE))).isInstanceOf(Answer.NotLeader.class);

        commits.claim(WRITE);
        log.apply();
        assertThat(commits.open()).isTrue();
        CompletionStage<Answer> waiting = commits.add(WRITE);
        log.apply();
        assertThat(now(waiting)).isInstanceOf(Answer.Replied.class);
    }

    @Test
    void nothingIsTakenBeforeAMemberLeads() {
        assertThat(now(commits.add(WRITE))).isEqualTo(new Answer.NotLeader(Optional.empty()));
        commits.close(Optional.of("other"));
        assertThat(now(commits.add(WRITE))).isEqualTo(new Answer.NotLeader(Optional.of("other")));
        assertThat(log.entries).isEmpty();
    }

    @Test
    void theClaimGoesFirstAndAlone() {
        CompletionStage<Answer> claim = commits.claim(WRITE);
        CompletionStage<Answer> write = commits.add(WRITE);
        assertThat(log.last()).isEqualTo(1);
        log.apply();
        assertThat(now(claim)).isInstanceOf(Answer.Replied.class);
        assertThat(waits(write)).isTrue();
        commits.open();
        log.apply();
        assertThat(now(write)).isInstanceOf(Answer.Replied.class);
    }

    @Test
    void whatComesMeanwhileRidesInTheNextEntry() {
        lead();
        commits.add(WRITE);
        for (int i = 0; i < 600; i++) {
            commits.add(WRITE);
        }
        assertThat(log.entries).hasSize(2);
        log.apply();
        assertThat(log.last()).isEqualTo(512);
        log.apply();
        assertThat(log.last()).isEqualTo(88);
    }

    @Test
    void whatFailedAfterItWasSentIsUnknown() {
        lead();
        CompletionStage<Answer> sent = commits.add(WRITE);
        CompletionStage<Answer> waiting = commits.add(WRITE);
        commits.close(Optional.of("other"));
        log.fail();
        assertThat(now(sent)).isEqualTo(new Answer.Unknown());
        assertThat(now(waiting)).isEqualTo(new Answer.NotLeader(Optional.of("other")));
    }

    @Test
    void aTransferThatFailsLetsTheWaitingGo() {
        lead();
        commits.hold();
        CompletionStage<Answer> waiting = commits.add(WRITE);
        assertThat(log.entries).hasSize(1);
        commits.open();
        log.apply();
        assertThat(now(waiting)).isInstanceOf(Answer.Replied.class);
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        lead();
        for (int i = 0; i < 1001; i++) {
            commits.add(WRITE);
        }
        assertThatThrownBy(() -> commits.add(WRITE).toCompletableFuture().join())
                .hasCauseInstanceOf(UnavailableException.class);
        byte[] large = new byte[600_000];
        GroupCommit small =
                new GroupCommit(log, Runnable::run, new GroupCommit.Bound(1000, 1 << 20));
        small.claim(WRITE);
        Request big = Request.of(Space.SYSTEM, Op.Put.of(Bytes.of("a"), Bytes.wrap(large)));
        assertThat(waits(small.add(big))).isTrue();
        assertThatThrownBy(() -> small.add(big).toCompletableFuture().join())
                .hasCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void whatIsTooLargeIsRefusedWithoutTheLog() {
        lead();
        Bytes large = Bytes.wrap(new byte[2 << 20]);
        Request request = Request.of(Space.SYSTEM, Op.Put.of(Bytes.of("a"), large));
        assertThat(now(commits.add(request))).isInstanceOf(Answer.Replied.class);
        assertThat(log.entries).hasSize(1);
    }
}
