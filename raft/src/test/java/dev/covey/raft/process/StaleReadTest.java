package dev.covey.raft.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.raft.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader that does not lead any more shows nothing old as new. This is the trial in which Ratis's
 * own read index fails: a leader that is cut off answers reads for some hundred milliseconds after
 * another has acknowledged a newer write.
 */
class StaleReadTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final List<Integer> ALL = List.of(0, 1, 2);
    private static final int NOBODY = -1;
    private static final Set<String> UNDECIDED = Set.of("notLeader", "unavailable", "unknown");

    @TempDir Path directory;
    private Fleet fleet;

    @BeforeEach
    void start() throws IOException {
        fleet = new Fleet(directory);
    }

    @AfterEach
    void end() throws IOException {
        fleet.close();
    }

    /** A read: when it was asked for, and what came. */
    private record Read(long began, String answer) {}

    /** Asks a member again and again, several times at once, until told to stop. */
    private static final class Readers {
        private final ConcurrentLinkedQueue<Read> reads = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean stopped;

        Readers(Child member, String key) {
            for (int i = 0; i < 8; i++) {
                threads.add(Thread.ofVirtual().start(() -> read(member, key)));
            }
        }

        private void read(Child member, String key) {
            while (!stopped) {
                long began = System.nanoTime();
                reads.add(new Read(began, member.tell("get " + key)));
            }
        }

        void await(int count) {
            Lab.until(() -> reads.size() >= count);
        }

        List<Read> stop() {
            stopped = true;
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.copyOf(reads);
        }
    }

    private static List<Read> startedAfter(long moment, List<Read> reads, String value) {
        return reads.stream()
                .filter(read -> read.began() > moment && read.answer().equals("=" + value))
                .toList();
    }

    /** Writes at whoever leads among some members, and says who that is: it may just change. */
    private int put(List<Integer> among, String key, String value) {
        return await("a write")
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> {
                            int leader = fleet.leader(among);
                            String answer = fleet.member(leader).tell("put " + key + " " + value);
                            return answer.equals("done") ? leader : NOBODY;
                        },
                        leader -> leader != NOBODY);
    }

    /** What whoever leads decides: on a busy machine the leadership may move once more. */
    private String decided(Supplier<String> command) {
        return await("a decision")
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> fleet.member(fleet.leader()).tell(command.get()),
                        answer -> !UNDECIDED.contains(answer));
    }

    private String putUnderTheEpochOfNow() {
        return "putUnder y 1 " + fleet.member(fleet.leader()).tell("standing");
    }

    private static String read(Child member, String key) {
        return await("an answer")
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .until(() -> member.tell("get " + key), answer -> !answer.equals("unavailable"));
    }

    @Test
    void aLeaderThatIsCutOffShowsNothingOldOnceAnotherHasAnsweredAWrite() {
        for (int round = 1; round <= 3; round++) {
            int old = NOBODY;
            String before = "old" + round;
            String after = "new" + round;
            for (int i = 0; i < 100; i++) {
                old = put(ALL, "x", before);
                assertThat(read(fleet.member(old), "x")).isEqualTo("=" + before);
            }
            Readers readers = new Readers(fleet.member(old), "x");
            readers.await(20);
            fleet.cutOff(old, true);
            int next = put(fleet.others(old), "x", after);
            long answered = System.nanoTime();
            assertThat(read(fleet.member(next), "x")).isEqualTo("=" + after);
            assertThat(fleet.member(old).tell("get x")).isEqualTo("unavailable");
            fleet.cutOff(old, false);
            List<Read> reads = readers.stop();
            assertThat(startedAfter(answered, reads, before)).isEmpty();
            assertThat(reads).anyMatch(read -> read.answer().equals("=" + before));
            fleet.leader();
        }
    }

    @Test
    void aLeaderWhoseFollowersAreFrozenShowsNothing() {
        int leader = NOBODY;
        for (int i = 0; i < 50; i++) {
            leader = put(ALL, "x", "1");
            assertThat(read(fleet.member(leader), "x")).isEqualTo("=1");
        }
        fleet.others(leader).forEach(other -> fleet.member(other).signal("STOP"));
        long frozen = System.nanoTime();
        Readers readers = new Readers(fleet.member(leader), "x");
        assertThat(fleet.member(leader).tell("get x")).isEqualTo("unavailable");
        List<Read> reads = readers.stop();
        fleet.others(leader).forEach(other -> fleet.member(other).signal("CONT"));
        assertThat(startedAfter(frozen, reads, "1")).isEmpty();
        int next = put(ALL, "x", "2");
        assertThat(read(fleet.member(next), "x")).isEqualTo("=2");
    }

    @Test
    void aLeaderThatWasFrozenActsNoMoreAndShowsNothingOld() {
        int old = put(ALL, "x", "1");
        Child frozen = fleet.member(old);
        String epoch = frozen.tell("standing");
        frozen.signal("STOP");
        List<CompletableFuture<String>> late = new ArrayList<>();
        List<CompletableFuture<String>> reads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            reads.add(frozen.ask("get x"));
            late.add(frozen.ask("putUnder x late " + epoch));
        }
        put(fleet.others(old), "x", "2");
        frozen.signal("CONT");
        for (CompletableFuture<String> read : reads) {
            assertThat(Child.answer(read)).isIn("=2", "unavailable");
        }
        for (CompletableFuture<String> write : late) {
            assertThat(Child.answer(write))
                    .isIn("notLeader", "unknown", "refused-StaleEpoch", "unavailable");
        }
        assertThat(decided(() -> "putUnder y late " + epoch)).isEqualTo("refused-StaleEpoch");
        Lab.until(() -> decided(this::putUnderTheEpochOfNow).equals("done"));
        assertThat(read(frozen, "x")).isEqualTo("=2");
    }

    @Test
    void aLeaderThatIsKilledLosesNoAnsweredWrite() {
        for (int round = 0; round < 3; round++) {
            int falling = fleet.leader();
            List<CompletableFuture<String>> writes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                writes.add(fleet.member(falling).ask("put r%d-%d %d".formatted(round, i, i)));
            }
            Child.answer(writes.get(150));
            fleet.member(falling).signal("KILL");
            int next = fleet.leader(fleet.others(falling));
            for (int i = 0; i < 400; i++) {
                if (Child.answer(writes.get(i)).equals("done")) {
                    String key = "r%d-%d".formatted(round, i);
                    assertThat(read(fleet.member(next), key)).isEqualTo("=" + i);
                }
            }
            fleet.start(falling).awaitStart();
        }
    }
}
