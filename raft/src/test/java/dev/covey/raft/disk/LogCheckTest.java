package dev.covey.raft.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is judged torn, and what damaged. */
class LogCheckTest {

    private static final int RECORD = 3000;

    @TempDir Path directory;
    private Path open;
    private Path closed;
    private byte[] sound;
    private int last;

    @BeforeEach
    void write() throws IOException {
        open = directory.resolve("log_inprogress_20");
        closed = directory.resolve("log_0-19");
        Random random = new Random(7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("RaftLog1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int i = 0; i < 5; i++) {
            last = out.size();
            out.writeBytes(record(random));
        }
        sound = Arrays.copyOf(out.toByteArray(), 64 << 10);
        Files.write(closed, out.toByteArray());
    }

    private static byte[] record(Random random) {
        byte[] body = new byte[RECORD];
        random.nextBytes(body);
        ByteBuffer record = ByteBuffer.allocate(RECORD + 6);
        record.put((byte) ((RECORD & 0x7f) | 0x80)).put((byte) (RECORD >> 7)).put(body);
        CRC32C crc = new CRC32C();
        crc.update(record.array(), 0, RECORD + 2);
        return record.putInt((int) crc.getValue()).array();
    }

    private void judge(byte[] contents) throws IOException {
        Files.write(open, contents);
        LogCheck.judge(directory);
    }

    private void assertTorn(byte[] contents) throws IOException {
        judge(contents);
        assertThat(Files.size(open)).isEqualTo(last);
        LogCheck.judge(directory);
    }

    private void assertDamaged(byte[] contents) {
        assertThatThrownBy(() -> judge(contents))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("log_inprogress_20");
    }

    private byte[] zeroed(int from, int to) {
        byte[] torn = sound.clone();
        Arrays.fill(torn, from, to, (byte) 0);
        return torn;
    }

    private byte[] flipped(int at) {
        byte[] damaged = sound.clone();
        damaged[at] ^= 4;
        return damaged;
    }

    @Test
    void aSoundLogIsLeftAsItIs() throws IOException {
        judge(sound);
        assertThat(Files.readAllBytes(open)).isEqualTo(sound);
    }

    @Test
    void noLogIsSound() throws IOException {
        LogCheck.judge(directory.resolve("nothing"));
        judge(new byte[0]);
        judge(new byte[4096]);
    }

    @Test
    void aLastRecordWhoseEndNeverReachedTheDiskIsCutOff() throws IOException {
        int sector = (last / 512 + 2) * 512;
        assertTorn(zeroed(sector, last + RECORD + 6));
        assertTorn(Arrays.copyOf(sound, sector));
        assertTorn(Arrays.copyOf(sound, last + 1));
    }

    @Test
    void aLastRecordThatLacksASectorIsCutOff() throws IOException {
        int sector = (last / 512 + 2) * 512;
        assertTorn(zeroed(sector, sector + 512));
        assertTorn(zeroed(last, (last / 512 + 1) * 512));
    }

    @Test
    void aFlippedBitIsDamageWhereverItIs() {
        for (int at : new int[] {0, 8, 9, 20, last - 4, last, last + 1, last + 20}) {
            assertDamaged(flipped(at));
        }
        assertDamaged(flipped(last + RECORD + 5));
    }

    @Test
    void aHoleBeforeASoundRecordIsDamage() {
        assertDamaged(zeroed(1024, 1536));
    }

    @Test
    void aClosedSegmentIsNeverTorn() throws IOException {
        Files.write(closed, Arrays.copyOf(sound, last + 512));
        assertThatThrownBy(() -> LogCheck.judge(directory))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("log_0-19");
    }
}
