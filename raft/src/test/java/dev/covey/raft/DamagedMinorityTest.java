package dev.covey.raft;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Problem;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.Quorum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of three members has a damaged disk: it stops, the others go on, and it comes back anew. */
class DamagedMinorityTest {

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).snapshotsEvery(100).found(3);
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private Optional<Path> newest(int member, String folder, String name) {
        Path where = lab.directory(member).resolve(lab.cluster()).resolve(folder);
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lives(String folder, String name) throws IOException {
        for (int i = 0; i < 150; i++) {
            done(lab.leader(), put("k" + i % 10, Integer.toString(i)));
        }
        int member = lab.numberOf(lab.others().getFirst());
        Lab.until(() -> text(lab.store(member).view(), "k9").equals("149"));
        Lab.until(() -> newest(member, folder, name).isPresent());
        lab.stop(member);
        Path file = newest(member, folder, name).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[300] ^= 16;
        Files.write(file, bytes);
        Problem problem = lab.refusal(member);
        assertThat(problem.code()).isEqualTo("store_damaged");
        assertThat(problem.message()).contains(file.getFileName().toString());
        done(lab.leader(), put("after", "1"));

        Quorum quorum = lab.leader().quorum();
        get(quorum.remove(lab.id(member)));
        lab.start(4, new Birth.Join());
        get(quorum.addLearner(lab.peer(4)));
        Lab.until(() -> quorum.caughtUp(lab.id(4)));
        get(quorum.promote(Set.of(lab.id(4))));
        lab.stop(lab.numberOf(lab.leader()));
        for (String key : List.of("k0", "k9")) {
            String value = text(get(lab.leader().confirmedView()), key);
            assertThat(value).isEqualTo(key.equals("k0") ? "140" : "149");
        }
        assertThat(text(get(lab.leader().confirmedView()), "after")).isEqualTo("1");
    }

    @Test
    void aDamagedLogOfOneOfThreeLosesNothing() throws IOException {
        lives("current", "log_inprogress_\\d+");
    }

    @Test
    void aDamagedSnapshotOfOneOfThreeLosesNothing() throws IOException {
        lives("sm", "snapshot.\\d+_\\d+");
    }
}
