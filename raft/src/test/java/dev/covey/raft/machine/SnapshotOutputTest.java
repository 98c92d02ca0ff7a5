package dev.covey.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.time.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.ratis.util.MD5FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotOutputTest {

    @TempDir private Path directory;
    private final FakeClock clock = new FakeClock();
    private final List<Duration> rests = new ArrayList<>();
    private final Pace pace = new Pace(clock, rests::add);

    /** Of all lengths around those of the buffer and of a piece. */
    @Test
    void theFileHoldsWhatWasWrittenAndTheDigestIsItsOwn() throws IOException {
        Path file = directory.resolve("snapshot");
        byte[] bytes = new byte[(9 << 20) + 17];
        new Random(5).nextBytes(bytes);
        SnapshotOutput.Written written;
        try (SnapshotOutput out = new SnapshotOutput(file, pace)) {
            out.write(bytes[0]);
            int at = 1;
            for (int length = 1; at < bytes.length; length = length * 3 + 1) {
                int part = Math.min(length, bytes.length - at);
                out.write(bytes, at, part);
                at += part;
            }
            written = out.finish();
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(written.bytes()).isEqualTo(bytes.length);
        assertThat(written.digest()).isEqualTo(MD5FileUtil.computeMd5ForFile(file.toFile()));
    }

    @Test
    void whatStoodThereBeforeIsGone() throws IOException {
        Path file = Files.write(directory.resolve("snapshot"), new byte[100]);
        try (SnapshotOutput out = new SnapshotOutput(file, pace)) {
            out.write(7);
            out.finish();
        }

        assertThat(Files.readAllBytes(file)).containsExactly(7);
    }

    /** As long as each piece took, so that half of the time is left; never for long. */
    @Test
    void itRestsAfterEachPiece() throws IOException {
        byte[] piece = new byte[4 << 20];
        try (SnapshotOutput out = new SnapshotOutput(directory.resolve("snapshot"), pace)) {
            for (int millis : new int[] {0, 40, 7, 3000}) {
                clock.advance(Duration.ofMillis(millis));
                out.write(piece);
            }
            out.finish();
        }

        // A piece is noticed with the first byte of the next, the last one at the end.
        assertThat(rests)
                .containsExactly(
                        Duration.ofMillis(40),
                        Duration.ofMillis(7),
                        Duration.ofMillis(250),
                        Duration.ZERO);
    }
}
