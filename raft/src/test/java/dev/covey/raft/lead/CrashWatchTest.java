package dev.covey.raft.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.runtime.store.Standing;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CrashWatchTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final Tasks tasks = new Tasks("test");
    private final Eyes eyes = new Eyes();
    private final CrashWatch watch = new CrashWatch(eyes, tasks);

    private static final class Eyes implements CrashWatch.Sight {
        private final List<CompletableFuture<Boolean>> lines = new ArrayList<>();
        private final List<String> stoodFor = new CopyOnWriteArrayList<>();
        private final List<String> dialled = new CopyOnWriteArrayList<>();
        private volatile Standing standing = following("a");
        private volatile boolean refuses = true;
        private volatile Runnable meanwhile = () -> {};

        @Override
        public Standing standing() {
            return standing;
        }

        @Override
        public CompletionStage<Boolean> brokenLine(String node) {
            lines.add(new CompletableFuture<>());
            return lines.getLast();
        }

        @Override
        public boolean refuses(String node) {
            dialled.add(node);
            return refuses;
        }

        @Override
        public int place(String leader) {
            meanwhile.run();
            return 1;
        }

        @Override
        public void stand(String leader) {
            stoodFor.add(leader);
        }
    }

    private static Standing following(String leader) {
        return new Standing(Standing.Role.FOLLOWER, Optional.empty(), Optional.of(leader));
    }

    @AfterEach
    void end() {
        tasks.close();
    }

    private void awaitDialled() {
        await().atMost(BOUND).until(() -> !eyes.dialled.isEmpty());
    }

    @Test
    void standsWhenTheLeadersProcessHasEnded() {
        watch.look();
        watch.look();
        assertThat(eyes.lines).hasSize(1);
        eyes.lines.getFirst().complete(true);
        await().atMost(BOUND).until(() -> eyes.stoodFor.equals(List.of("a")));
    }

    @Test
    void leavesALeaderThatStillListensToTheTimeout() {
        eyes.refuses = false;
        watch.look();
        eyes.lines.getFirst().complete(true);
        awaitDialled();
        watch.look();
        assertThat(eyes.lines).hasSize(2);
        assertThat(eyes.stoodFor).isEmpty();
    }

    @Test
    void doesNotEvenDialWhenTheLineNeedNotHaveBroken() {
        watch.look();
        eyes.lines.getFirst().complete(false);
        watch.look();
        assertThat(eyes.lines).hasSize(2);
        assertThat(eyes.dialled).isEmpty();
    }

    @Test
    void attendsToANewLeaderAndForgetsTheOld() {
        watch.look();
        eyes.standing = following("b");
        watch.look();
        eyes.lines.getFirst().complete(true);
        eyes.lines.getLast().complete(true);
        await().atMost(BOUND).until(() -> eyes.stoodFor.equals(List.of("b")));
        assertThat(eyes.dialled).containsExactly("b");
    }

    @Test
    void whoFollowsNobodyAttendsToNobody() {
        eyes.standing = Standing.NONE;
        watch.look();
        assertThat(eyes.lines).isEmpty();
    }

    @Test
    void goesBackWhenAnotherLeadsBeforeItsTurn() {
        eyes.meanwhile = () -> eyes.standing = following("c");
        watch.look();
        eyes.lines.getFirst().complete(true);
        await().atMost(BOUND).until(() -> eyes.standing.equals(following("c")));
        watch.look();
        eyes.lines.getLast().complete(true);
        await().atMost(BOUND).until(() -> eyes.stoodFor.contains("c"));
        assertThat(eyes.stoodFor).doesNotContain("a");
    }
}
