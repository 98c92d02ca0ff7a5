package dev.covey.raft;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Problem;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.Patrol;
import dev.covey.raft.server.Birth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of one file of a member that stopped: it is named, or nothing is lost. */
class DamageTest {

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void fill() {
        lab = new Lab(directory).snapshotsEvery(100).found(1);
        // Raft closes a segment at each start, and drops it when a snapshot stands for it.
        write(0, 120);
        lab.restart(1);
        write(120, 250);
        Lab.until(() -> files("sm", "snapshot").size() == 4);
        Lab.until(() -> files("current", "log_0").isEmpty());
        lab.restart(1);
        done(lab.leader(), put("a", "1"));
        lab.restart(1);
        done(lab.leader(), put("a", "2"));
        lab.stop(1);
    }

    private void write(int from, int to) {
        for (int i = from; i < to; i++) {
            done(lab.leader(), put("k" + i % 10, Integer.toString(i)));
        }
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private Path group() {
        return lab.directory(1).resolve(lab.cluster());
    }

    private List<Path> files(String folder, String prefix) {
        try (Stream<Path> files = Files.list(group().resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path closedSegment() {
        return files("current", "log_").stream()
                .filter(file -> !file.toString().contains("inprogress"))
                .toList()
                .getLast();
    }

    private void assertNamed(Path file) {
        Problem problem = lab.refusal(1);
        assertThat(problem.code()).isEqualTo("store_damaged");
        assertThat(problem.message()).contains(file.getFileName().toString());
    }

    private void assertNothingIsLost() {
        lab.start(1, new Birth.Resume());
        assertThat(text(get(lab.leader().confirmedView()), "a")).isEqualTo("2");
        assertThat(text(get(lab.leader().confirmedView()), "k9")).isEqualTo("249");
        lab.stop(1);
    }

    private static void flip(Path file, int at, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }

    private static void cut(Path file, int to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, to));
    }

    @Test
    void anyFlippedBitOfASmallFileIsNamedOrChangesNothing() throws IOException {
        List<Path> small =
                List.of(
                        lab.directory(1).resolve("member"),
                        lab.directory(1).resolve("seal"),
                        group().resolve("current/raft-meta.conf"),
                        files("sm", "snapshot").getLast());
        assertThat(small.getLast().toString()).endsWith(".md5");
        Random random = new Random(3);
        for (Path file : small) {
            byte[] sound = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                // The line feed at the end says nothing.
                int at = random.nextInt(sound.length - 1);
                flip(file, at, random.nextInt(8));
                assertNamed(file);
                Files.write(file, sound);
            }
        }
        assertNothingIsLost();
    }

    @Test
    void aVoteThatIsNotWhatItWasIsNamed() throws IOException {
        Path meta = group().resolve("current/raft-meta");
        String sound = Files.readString(meta);
        assertThat(sound).contains("term=4", "votedFor=" + lab.id(1));
        for (String other :
                List.of(
                        sound.replace("term=4", "term=3"),
                        sound.replace("term=4", "term=s"),
                        sound.replace("term", "tesm"),
                        sound.replace("votedFor=n1", "votedFor=n3"),
                        sound.replace("votedFor", "votedFnr"),
                        "")) {
            Files.writeString(meta, other);
            assertNamed(meta);
        }
        Files.delete(meta);
        assertNamed(meta);
        // A higher term is only an election more.
        Files.writeString(meta, sound.replace("term=4", "term=7"));
        assertNothingIsLost();
    }

    @Test
    void aSegmentThatIsCutOrGoneIsNamed() throws IOException {
        Path closed = closedSegment();
        byte[] sound = Files.readAllBytes(closed);
        for (int to : new int[] {0, 4, 8, 100, sound.length - 1}) {
            cut(closed, to);
            assertNamed(closed);
            Files.write(closed, sound);
        }
        Path open = files("current", "log_inprogress").getFirst();
        Files.delete(closed);
        assertNamed(open);
        Files.write(closed, sound);
        byte[] last = Files.readAllBytes(open);
        for (int to : new int[] {0, 8, 20, last.length - 1}) {
            cut(open, to);
            assertThat(lab.refusal(1).message()).contains("current", "on its disk");
            Files.write(open, last);
        }
        Files.delete(open);
        assertThat(lab.refusal(1).message()).contains("current", "on its disk");
        Files.write(open, last);
        assertNothingIsLost();
    }

    @Test
    void aSnapshotThatIsGoneIsMissedWhenItsLogIsGoneToo() throws IOException {
        List<Path> all = files("sm", "snapshot");
        for (Path file : all) {
            Files.delete(file);
        }
        assertThat(lab.refusal(1).message()).contains("there is no snapshot", "are missing");
    }

    @Test
    void anOlderSnapshotDoesNotStandInForANewerOne() throws IOException {
        List<Path> all = files("sm", "snapshot");
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        Path newest = all.get(all.size() - 2);
        Path sum = all.getLast();
        byte[] contents = Files.readAllBytes(sum);
        Files.delete(sum);
        assertNamed(newest);
        Files.write(sum, contents);
        byte[] sound = Files.readAllBytes(newest);
        for (int to : new int[] {0, sound.length / 2}) {
            cut(newest, to);
            assertNamed(newest);
        }
        Files.delete(newest);
        Files.delete(sum);
        assertThat(lab.refusal(1).message()).contains("the newest snapshot ends", "are missing");
        Files.write(newest, sound);
        Files.write(sum, contents);
        assertNothingIsLost();
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Files.writeString(group().resolve("current/log_5-9.bak"), "x");
        Files.writeString(group().resolve("current/notes"), "x");
        Files.writeString(group().resolve("sm/snapshot.old"), "x");
        Files.writeString(group().resolve("sm/snapshot.1_5.tmp"), "x");
        Files.writeString(lab.directory(1).resolve("holiday.jpg"), "x");
        assertNothingIsLost();
        assertThat(group().resolve("current/log_5-9.bak")).exists();
        Path stranger = Files.writeString(group().resolve("sm/snapshot.9_9999"), "x");
        assertNamed(stranger);
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        for (String name : List.of("member", "seal", lab.cluster() + "/current/raft-meta.conf")) {
            Path file = lab.directory(1).resolve(name);
            byte[] sound = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(lab.refusal(1).message()).contains(file.getFileName().toString());
            Files.write(file, sound);
        }
        assertNothingIsLost();
    }

    /** A member that is killed while it applies its log again leaves the list of a term before. */
    @Test
    void aListOfMembersThatIsOlderThanTheSealIsSound() throws IOException {
        Path list = group().resolve("current/raft-meta.conf");
        byte[] older = Files.readAllBytes(list);
        assertNothingIsLost(); // a term more
        assertThat(list).matches(file -> !Arrays.equals(bytes(file), older), "is newer");
        Files.write(list, older);
        assertNothingIsLost();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatDecaysBehindARunningMemberIsFound() throws IOException {
        lab.start(1, new Birth.Resume());
        lab.leader();
        Patrol patrol = new Patrol(group());
        int files = files("current", "log_").size();
        for (int i = 0; i < 2 * files; i++) {
            patrol.step();
        }
        Path closed = closedSegment();
        byte[] sound = Files.readAllBytes(closed);
        flip(closed, sound.length / 2, 3);
        assertFound(patrol, closed);
        Files.write(closed, sound);
        List<Path> snapshots = files("sm", "snapshot");
        Path newest = snapshots.get(snapshots.size() - 2);
        flip(newest, 50, 3);
        assertFound(patrol, newest);
    }

    private void assertFound(Patrol patrol, Path file) {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                patrol.step();
                            }
                        })
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void aDirectoryOfAVersionWithoutSealsIsTaken() throws IOException {
        Path member = lab.directory(1).resolve("member");
        List<String> lines = Files.readAllLines(member);
        Files.writeString(
                member,
                "covey-store 1\n" + String.join("\n", lines.subList(1, lines.size() - 1)) + "\n");
        Files.delete(lab.directory(1).resolve("seal"));
        assertNothingIsLost();
        assertThat(Files.readString(member)).startsWith("covey-store 2");
        assertThat(lab.directory(1).resolve("seal")).exists();
    }
}
