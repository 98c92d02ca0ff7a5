package dev.covey.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordLogTest {

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("log");
    }

    @Test
    void whatWasAppendedIsReplayedInOrder() throws IOException {
        write("a", "", "c".repeat(200_000));
        assertThat(replay()).containsExactly("a", "", "c".repeat(200_000));
        assertThat(damaged()).isFalse();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        write("a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLogCutAtAnyByteGivesAPrefixAndIsNotCalledDamaged() throws IOException {
        write("first", "second", "third");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(damaged()).as("cut at byte %d", length).isFalse();
            isPrefix(replay(), List.of("first", "second", "third"));
            append("more");
            assertThat(replay()).endsWith("more");
        }
    }

    @Test
    void anyFlippedBitGivesAPrefixAndIsCalledDamageUnlessItMayBeATornEnd() throws IOException {
        write("first", "second", "third");
        byte[] whole = Files.readAllBytes(file);
        int lastBody = whole.length - "third".length() - 1 - Integer.BYTES;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] bad = whole.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, bad);
            assertThat(damaged()).as("bit %d", bit).isEqualTo(bit / 8 < lastBody);
            isPrefix(replay(), List.of("first", "second"));
        }
    }

    @Test
    void aDamagedLogIsKeptBesideTheGoodPartOfIt() throws IOException {
        write("first", "second");
        byte[] bad = Files.readAllBytes(file);
        bad[RecordLog.HEAD + 8] ^= 1;
        Files.write(file, bad);
        assertThat(replay()).isEmpty();
        assertThat(directory.resolve("log.damaged")).hasBinaryContent(bad);
    }

    @Test
    void anEndOfZerosIsTrimmedSilently() throws IOException {
        write("first");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
        assertThat(damaged()).isFalse();
        assertThat(replay()).containsExactly("first");
    }

    @Test
    void rewritingReplacesEverything() throws IOException {
        write("old", "older");
        try (RecordLog log = RecordLog.open(file, _ -> {})) {
            try (Records next = log.rewrite(List.of(entry("new")))) {
                next.append((byte) 1, bytes("newer"));
                next.force();
            }
        }
        assertThat(replay()).containsExactly("new", "newer");
    }

    @Test
    void aCrashBeforeTheRewriteEndedLeavesTheOldLog() throws IOException {
        write("old");
        Files.write(directory.resolve("log.new"), new byte[] {1, 2, 3});
        assertThat(replay()).containsExactly("old");
        assertThat(directory.resolve("log.new")).doesNotExist();
    }

    private void write(String... texts) throws IOException {
        Files.deleteIfExists(file);
        append(texts);
    }

    private void append(String... texts) throws IOException {
        try (RecordLog log = RecordLog.open(file, _ -> {})) {
            for (String text : texts) {
                log.append((byte) 1, bytes(text));
            }
            log.force();
        }
    }

    private boolean damaged() throws IOException {
        byte[] asItIs = Files.readAllBytes(file);
        try (RecordLog log = RecordLog.open(file, _ -> {})) {
            return log.damaged();
        } finally {
            Files.write(file, asItIs);
        }
    }

    private List<String> replay() throws IOException {
        List<String> found = new ArrayList<>();
        try (RecordLog _ = RecordLog.open(file, entry -> found.add(entry.body().toStringUtf8()))) {
            return found;
        }
    }

    private static void isPrefix(List<String> part, List<String> all) {
        assertThat(part).isEqualTo(all.subList(0, Math.min(part.size(), all.size())));
    }

    private static Records.Entry entry(String text) {
        return new Records.Entry((byte) 1, bytes(text));
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
