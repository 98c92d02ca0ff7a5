package dev.covey.raft;

import static dev.covey.runtime.store.Words.change;
import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.RowChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk comes back, and what is damaged is not taken for sound. */
class RestartTest {

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).snapshotsEvery(100);
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            done(lab.leader(), put("k" + i % 10, Integer.toString(i)));
        }
    }

    private Problem refusalToStart(Birth birth) {
        try {
            lab.start(1, birth);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it started");
    }

    private List<Path> files(String folder, String prefix) {
        Path where = lab.directory(1).resolve(lab.cluster()).resolve(folder);
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Overwrites some bytes of a file. */
    private static void overwrite(Path file, long position, byte[] with) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(with), position);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMemberAloneGoesOnWhereItStopped() {
        lab.found(1);
        write(20);
        lab.restart(1);
        write(5);
        lab.restart(1);
        assertThat(text(get(lab.leader().confirmedView()), "k4")).isEqualTo("4");
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("19");
        assertThat(lab.leader().leadership().standing().epoch().orElseThrow().term())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aSnapshotStandsForTheLogBeforeIt() {
        lab.found(1);
        write(350);
        Lab.until(() -> !files("sm", "snapshot").isEmpty());
        lab.restart(1);
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("349");
        ConcurrentLinkedQueue<RowChange> seen = new ConcurrentLinkedQueue<>();
        lab.leader()
                .watch(
                        0,
                        "k9",
                        batch -> {
                            if (batch instanceof Batch.Changes changes) {
                                seen.addAll(changes.rows());
                            }
                        });
        Lab.until(() -> seen.size() == 35);
        write(300);
        lab.restart(1);
        assertThat(files("sm", "snapshot").size()).isLessThanOrEqualTo(4);
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("299");
    }

    @Test
    void threeMembersComeBackTogether() {
        lab.found(3);
        write(250);
        for (int i = 1; i <= 3; i++) {
            lab.stop(i);
        }
        for (int i = 1; i <= 3; i++) {
            lab.start(i, new Birth.Resume());
        }
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("249");
        assertThat(get(lab.leader().commit(change(put("a", "1")))))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anEmptyDirectoryIsNotTakenForALostOne() {
        Problem problem = refusalToStart(new Birth.Resume());
        assertThat(problem.code()).isEqualTo("store_missing");
        assertThat(problem.message()).contains(lab.directory(1).toString());
    }

    @Test
    void theDataOfAnotherNodeOrClusterIsRefused() throws IOException {
        lab.found(1);
        lab.stop(1);
        try (Lab other = new Lab(directory)) {
            Files.move(lab.directory(1), other.directory(1));
            assertThat(other.refusal(1).code()).isEqualTo("store_foreign");
            assertThat(other.refusal(1).message()).contains(lab.cluster()).contains(lab.id(1));
        }
    }

    @Test
    void aDirectoryThatHoldsOtherThingsIsRefused() throws IOException {
        Files.createDirectories(lab.directory(1));
        Files.writeString(lab.directory(1).resolve("holiday.jpg"), "");
        assertThat(refusalToStart(new Birth.Join()).code()).isEqualTo("store_foreign");
    }

    @Test
    void aFlippedBitInTheLogStopsTheMemberAndNamesTheFile() {
        lab.found(1);
        write(30);
        lab.stop(1);
        Path log = files("current", "log_inprogress").getFirst();
        overwrite(log, 200, new byte[] {1, 2, 3});
        Problem problem = refusalToStart(new Birth.Resume());
        assertThat(problem.code()).isEqualTo("store_damaged");
        assertThat(problem.message()).contains(log.getFileName().toString());
    }

    @Test
    void aWriteThatThePowerFailedInIsCutOff() throws IOException {
        lab.found(1);
        write(30);
        lab.stop(1);
        Path log = files("current", "log_inprogress").getFirst();
        byte[] half = {100, 1, 2, 3};
        Files.write(log, half, StandardOpenOption.APPEND);
        lab.restart(1);
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("29");
        write(5);
        lab.restart(1);
        assertThat(text(get(lab.leader().confirmedView()), "k4")).isEqualTo("4");
    }

    @Test
    void aWriteThatWasAcknowledgedIsNotTakenForOneThatThePowerFailedIn() throws IOException {
        lab.found(1);
        write(30);
        lab.stop(1);
        Path log = files("current", "log_inprogress").getFirst();
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 10);
        }
        Problem problem = refusalToStart(new Birth.Resume());
        assertThat(problem.code()).isEqualTo("store_damaged");
        assertThat(problem.message()).contains(log.getFileName().toString(), "on its disk");
    }

    @Test
    void aFlippedBitInTheSnapshotStopsTheMemberAndNamesTheFile() {
        lab.found(1);
        write(150);
        Lab.until(() -> !files("sm", "snapshot").isEmpty());
        lab.stop(1);
        Path snapshot = files("sm", "snapshot").getFirst();
        overwrite(snapshot, 100, new byte[] {1, 2, 3});
        Problem problem = refusalToStart(new Birth.Resume());
        assertThat(problem.code()).isEqualTo("store_damaged");
        assertThat(problem.message()).contains(snapshot.getFileName().toString());
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        int port = lab.peer(1).addresses().getFirst().port();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Problem problem = refusalToStart(new Birth.Found(List.of(lab.peer(1))));
            assertThat(problem.code()).isEqualTo("port_taken");
            assertThat(problem.message()).contains(Integer.toString(taken.getLocalPort()));
        }
    }
}
