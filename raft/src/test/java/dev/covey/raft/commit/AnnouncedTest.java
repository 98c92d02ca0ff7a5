package dev.covey.raft.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Followers are told what is committed soon, and only where no entry does it. */
class AnnouncedTest {

    private static final long MILLISECOND = 1_000_000;

    private record Due(long at, Runnable action) {}

    private final List<Due> timers = new ArrayList<>();
    private final List<Long> announced = new ArrayList<>();
    private CompletableFuture<List<Reply>> entry = new CompletableFuture<>();
    private boolean known = true;
    private long now;

    private final Announced log =
            new Announced(batch -> entry, this::announce, this::later, () -> now);

    private boolean announce() {
        announced.add(now);
        return known;
    }

    private void later(Duration time, Runnable action) {
        timers.add(new Due(now + time.toNanos(), action));
    }

    private void passes(long nanos) {
        long end = now + nanos;
        while (true) {
            var next =
                    timers.stream()
                            .filter(due -> due.at() <= end)
                            .min(Comparator.comparingLong(Due::at));
            if (next.isEmpty()) {
                now = end;
                return;
            }
            timers.remove(next.get());
            now = next.get().at();
            next.get().action().run();
        }
    }

    /** An entry that takes a millisecond, so long after the last one. */
    private void write(long pause) {
        passes(pause);
        entry = new CompletableFuture<>();
        var answer = log.append(new byte[0]);
        passes(MILLISECOND);
        entry.complete(List.of());
        assertThat(answer.toCompletableFuture()).isDone();
    }

    @Test
    void anEntryAfterALongPauseIsToldOfAtOnce() {
        write(100 * MILLISECOND);
        assertThat(announced).containsExactly(now);
    }

    @Test
    void entriesThatFollowEachOtherCloselyTellOfEachOther() {
        for (int i = 0; i < 50; i++) {
            write(MILLISECOND);
        }
        announced.clear();
        for (int i = 0; i < 50; i++) {
            write(MILLISECOND);
        }
        assertThat(announced).isEmpty();
        long last = now;
        passes(1000 * MILLISECOND);
        assertThat(announced).hasSize(1);
        assertThat(announced.getFirst() - last).isBetween(MILLISECOND, 3 * MILLISECOND);
    }

    @Test
    void whoHadNotHeardIsToldAgainAndNotForEver() {
        known = false;
        write(100 * MILLISECOND);
        passes(10_000 * MILLISECOND);
        assertThat(announced).hasSize(8);
        long first = announced.getFirst();
        assertThat(announced.getLast() - first).isEqualTo(127 * MILLISECOND);
        assertThat(timers).isEmpty();
    }

    @Test
    void whoHearsIsToldNoMore() {
        known = false;
        write(100 * MILLISECOND);
        known = true;
        passes(10_000 * MILLISECOND);
        assertThat(announced).hasSize(2);
    }

    @Test
    void anotherEntryLooksAfterThoseThatHadNotHeard() {
        known = false;
        write(100 * MILLISECOND);
        passes(20 * MILLISECOND);
        int before = announced.size();
        entry = new CompletableFuture<>();
        var answer = log.append(new byte[0]);
        passes(1000 * MILLISECOND);
        assertThat(announced).hasSize(before);
        entry.completeExceptionally(new IllegalStateException("stepped down"));
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        assertThat(announced).hasSize(before + 1);
    }
}
