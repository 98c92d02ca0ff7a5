package dev.covey.kv.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Chance;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.MalformedException;
import dev.covey.kv.machine.BatchResult;
import dev.covey.kv.machine.Machine;
import dev.covey.kv.machine.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A snapshot gives back what it was made of, or says that it is damaged. */
class SnapshotTest {

    private final long seed = Chance.freshSeed();
    private final Chance chance = new Chance(seed);
    private final Random random = chance.random();

    private byte[] randomBatch(Machine machine) {
        chance.around(machine.state().user().revision());
        List<Request> batch = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            batch.add(chance.request());
        }
        return BatchCodec.encode(batch);
    }

    private static byte[] written(State state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotWriter.write(state, out);
        return out.toByteArray();
    }

    private static State read(byte[] bytes) throws IOException {
        return SnapshotReader.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void aReplicaThatGoesOnFromASnapshotStaysEqualToOneThatNeverStopped() throws IOException {
        Machine steady = new Machine();
        Machine restored = new Machine();
        for (int i = 0; i < 3_000; i++) {
            byte[] batch = randomBatch(steady);
            long term = 1L + i / 1_000;
            BatchResult expected = steady.apply(term, batch);
            BatchResult found = restored.apply(term, batch);
            assertThat(found.replies()).as("seed %d", seed).isEqualTo(expected.replies());
            assertThat(found.commits()).as("seed %d", seed).isEqualTo(expected.commits());
            if (random.nextInt(20) == 0) {
                restored.restore(read(written(restored.state())));
            }
        }
        assertThat(written(restored.state()))
                .as("seed %d", seed)
                .isEqualTo(written(steady.state()));
    }

    @Test
    void aFrozenStateStaysAsItIsWhileBatchesGoOn() throws IOException {
        Machine machine = new Machine();
        for (int i = 0; i < 500; i++) {
            machine.apply(1, randomBatch(machine));
        }
        State frozen = machine.state();
        byte[] before = written(frozen);
        for (int i = 0; i < 500; i++) {
            machine.apply(1, randomBatch(machine));
        }
        assertThat(written(frozen)).isEqualTo(before);
        assertThat(written(machine.state())).isNotEqualTo(before);
    }

    @Test
    void aFlippedBitIsDetectedWhereverItIs() throws IOException {
        Machine machine = new Machine();
        for (int i = 0; i < 200; i++) {
            machine.apply(1, randomBatch(machine));
        }
        byte[] sound = written(machine.state());
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> read(damaged))
                    .as("seed %d, byte %d of %d", seed, at, sound.length)
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aSnapshotThatWasCutShortOrLengthenedIsDetected() throws IOException {
        Machine machine = new Machine();
        for (int i = 0; i < 200; i++) {
            machine.apply(1, randomBatch(machine));
        }
        byte[] sound = written(machine.state());
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedException.class);
        }
        byte[] longer = Arrays.copyOf(sound, sound.length + 1);
        assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedException.class);
    }

    @Test
    void largeValuesAndManyBlocksComeBack() throws IOException {
        Machine machine = new Machine();
        for (int i = 0; i < 20; i++) {
            byte[] value = new byte[1 << 20];
            random.nextBytes(value);
            Op put = Op.Put.of(Bytes.of("k" + i % 15), Bytes.wrap(value));
            machine.apply(1, BatchCodec.encode(List.of(Request.of(Space.SYSTEM, put))));
        }
        State back = read(written(machine.state()));
        assertThat(back.system().list(KeyRange.all()))
                .isEqualTo(machine.state().system().list(KeyRange.all()));
        assertThat(back.control()).isEqualTo(machine.state().control());
    }
}
