package dev.covey.agent.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import dev.covey.wire.v1.UserBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    @TempDir Path directory;

    @Test
    void onlyWhatCountersGrewByIsCounted() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 100));
            journal.seal();
            journal.count(reading("a", 1, 10, 100));
            assertThat(journal.seal()).isFalse();
            journal.count(reading("a", 1, 15, 400));
            journal.seal();
            assertThat(journal.sealed())
                    .containsExactly(
                            batch("a", 1, false, 1, 10, 100), batch("a", 2, false, 1, 5, 300));
        }
    }

    @Test
    void batchesSurviveARestartUnchangedAndCountingGoesOnWithALivingCore() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 100));
            journal.seal();
        }
        try (Journal journal = open()) {
            assertThat(journal.sealed()).containsExactly(batch("a", 1, false, 1, 10, 100));
            journal.count(reading("a", 1, 11, 100));
            journal.seal();
            assertThat(journal.sealed().getLast()).isEqualTo(batch("a", 2, false, 1, 1, 0));
        }
    }

    @Test
    void aCoreThatDiedWithoutALastReadingLeavesAGapInTheNextBatchOnly() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 100));
            journal.seal();
            journal.committed(mark("a", 1));
            journal.count(reading("b", 1, 7, 7));
            journal.seal();
            journal.count(reading("b", 1, 8, 8));
            journal.seal();
            assertThat(journal.sealed())
                    .containsExactly(batch("b", 1, true, 1, 7, 7), batch("b", 2, false, 1, 1, 1));
        }
    }

    @Test
    void aCoreThatWasReadBeforeItsEndLeavesNoGap() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 100));
            journal.end();
        }
        try (Journal journal = open()) {
            journal.count(reading("b", 1, 1, 1));
            journal.seal();
            assertThat(journal.sealed()).containsExactly(batch("b", 1, false, 1, 11, 101));
        }
    }

    @Test
    void nothingOfANewCoreIsSealedBeforeTheOldOnesBatchesAreCommitted() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 1, 0));
            journal.seal();
            journal.count(reading("b", 1, 2, 0));
            journal.seal();
            journal.count(reading("c", 1, 4, 0));
            journal.seal();
            assertThat(journal.sealed()).extracting(UsageBatch::getCoreEpoch).containsExactly("a");
            journal.committed(mark("a", 1));
            journal.seal();
            assertThat(journal.sealed()).containsExactly(batch("c", 1, true, 1, 6, 0));
        }
    }

    @Test
    void withoutMastersBytesAreAddedUpInsteadOfPilingUpBatches() throws IOException {
        try (Journal journal = open()) {
            Map<Long, Bytes> counters = new HashMap<>();
            for (int second = 1; second <= 200; second++) {
                for (long user = 0; user < 1_000; user++) {
                    counters.put(user, new Bytes(second, second * 1_000_000L));
                }
                journal.count(new Reading("a", counters, Map.of()));
                journal.seal();
            }
            assertThat(journal.sealed()).hasSize(Tally.MOST_SEALED);
            assertThat(Files.size(file())).isLessThan(3 << 20);
        }
    }

    @Test
    void aJournalThatLostItsEndDoesNotCountTwice() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 0));
            journal.seal();
        }
        byte[] early = Files.readAllBytes(file());
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 30, 0));
            journal.seal();
        }
        Files.write(file(), early);
        try (Journal journal = open()) {
            journal.committed(mark("a", 2));
            assertThat(journal.sealed()).isEmpty();
            journal.count(reading("a", 1, 33, 0));
            journal.count(reading("a", 1, 34, 0));
            journal.seal();
            assertThat(journal.sealed()).containsExactly(batch("a", 3, true, 1, 1, 0));
        }
    }

    @Test
    void aJournalThatWasLostAsAWholeGoesOnBehindWhatMastersKnow() throws IOException {
        try (Journal journal = open()) {
            journal.committed(mark("a", 9));
            journal.count(reading("a", 1, 500, 0));
            journal.count(reading("a", 1, 501, 0));
            journal.seal();
            assertThat(journal.sealed()).containsExactly(batch("a", 10, true, 1, 1, 0));
        }
    }

    @Test
    void cutAtAnyByteNothingIsCountedTwiceAndNothingThatWasCountedIsLost() throws IOException {
        try (Journal journal = open()) {
            journal.count(reading("a", 1, 10, 0));
            journal.seal();
            journal.count(reading("a", 1, 30, 0));
            journal.seal();
            journal.committed(mark("a", 1));
            journal.count(reading("a", 1, 60, 0));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (Journal journal = open()) {
                // The core is alive: what was cut off is read again.
                journal.count(reading("a", 1, 60, 0));
                journal.seal();
                long uncommitted = journal.sealed().stream().mapToLong(JournalTest::up).sum();
                boolean committed = journal.sealed().getFirst().getSeq() > 1;
                assertThat(uncommitted).as("cut at %d", length).isEqualTo(committed ? 50 : 60);
            }
        }
    }

    @Test
    void manyRandomHistoriesCountEachByteOnce() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            new History(seed).run();
        }
    }

    /** A master, cores and restarts in random order; the sum must come out right. */
    private final class History {
        private final Random random;
        private final Map<Long, Long> truth = new HashMap<>();
        private final Map<Long, Long> master = new HashMap<>();
        private final Map<Long, Bytes> counters = new HashMap<>();
        private UsageMark mark = UsageMark.getDefaultInstance();
        private int core;

        History(int seed) {
            random = new Random(seed);
        }

        void run() throws IOException {
            Files.deleteIfExists(file());
            Journal journal = open();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> carry();
                    case 3 -> journal.count(reading());
                    case 4 -> journal.seal();
                    case 5 -> deliver(journal);
                    case 6 -> {
                        journal.close();
                        journal = open();
                        journal.committed(mark);
                    }
                    default -> {
                        journal.count(reading());
                        journal.end();
                        core++;
                        counters.clear();
                    }
                }
            }
            for (int round = 0; round < 5; round++) {
                journal.count(reading());
                journal.seal();
                deliver(journal);
                journal.committed(mark);
            }
            journal.close();
            assertThat(master).isEqualTo(truth);
        }

        private void carry() {
            long user = random.nextInt(4);
            long bytes = 1L + random.nextInt(100);
            counters.merge(user, new Bytes(bytes, 0), Bytes::plus);
            truth.merge(user, bytes, Long::sum);
        }

        private Reading reading() {
            return new Reading("core" + core, counters, Map.of());
        }

        /** Applies in sequence, exactly once; the answer is lost half of the time. */
        private void deliver(Journal journal) throws IOException {
            for (UsageBatch batch : journal.sealed()) {
                boolean same = batch.getCoreEpoch().equals(mark.getCoreEpoch());
                long expected = same ? mark.getSeq() + 1 : 1;
                if (batch.getSeq() == expected) {
                    batch.getBytesList()
                            .forEach(row -> master.merge(row.getNumber(), row.getUp(), Long::sum));
                    mark = mark(batch.getCoreEpoch(), batch.getSeq());
                }
            }
            if (random.nextBoolean() && !mark.getCoreEpoch().isEmpty()) {
                journal.committed(mark);
            }
        }
    }

    private Path file() {
        return directory.resolve("journal");
    }

    private Journal open() throws IOException {
        return new Journal(file());
    }

    private static Reading reading(String core, long user, long up, long down) {
        return new Reading(core, Map.of(user, new Bytes(up, down)), Map.of());
    }

    private static UsageMark mark(String core, long seq) {
        return UsageMark.newBuilder().setCoreEpoch(core).setSeq(seq).build();
    }

    private static UsageBatch batch(
            String core, long seq, boolean gap, long user, long up, long down) {
        return UsageBatch.newBuilder()
                .setCoreEpoch(core)
                .setSeq(seq)
                .setGap(gap)
                .addAllBytes(
                        List.of(
                                UserBytes.newBuilder()
                                        .setNumber(user)
                                        .setUp(up)
                                        .setDown(down)
                                        .build()))
                .build();
    }

    private static long up(UsageBatch batch) {
        return batch.getBytesList().stream().mapToLong(UserBytes::getUp).sum();
    }
}
