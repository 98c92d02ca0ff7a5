package dev.covey.kv.machine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Chance;
import dev.covey.kv.Command;
import dev.covey.kv.Commit;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.snapshot.SnapshotReader;
import dev.covey.kv.snapshot.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random requests give the same on the machine and on a model of it that copies everything. */
class ModelTest {

    private final long seed = Chance.freshSeed();
    private final Chance chance = new Chance(seed);
    private final Machine machine = new Machine();
    private final List<Commit> told = new ArrayList<>();
    private final NaiveSpace system = new NaiveSpace(Space.SYSTEM);
    private final NaiveSpace user = new NaiveSpace(Space.USER);

    private NaiveSpace model(Space space) {
        return space == Space.SYSTEM ? system : user;
    }

    @Test
    void theMachineDoesWhatTheModelDoes() throws IOException {
        for (int round = 0; round < 4_000; round++) {
            List<Request> batch = batch();
            BatchResult result = machine.apply(1, BatchCodec.encode(batch));
            for (int i = 0; i < batch.size(); i++) {
                Command command = batch.get(i).command();
                assertThat(result.replies().get(i))
                        .as("seed %d, round %d, %s", seed, round, command)
                        .isEqualTo(model(spaceOf(command)).handle(command));
            }
            told.addAll(result.commits());
            if (round % 50 == 0) {
                look();
            }
            if (round % 500 == 0) {
                machine.restore(reloaded(machine.state()));
            }
        }
    }

    private List<Request> batch() {
        List<Request> batch = new ArrayList<>();
        int size = chance.random().nextInt(4);
        for (int i = 0; i < size; i++) {
            chance.around(machine.state().user().revision());
            batch.add(Request.of(command()));
        }
        return batch;
    }

    private Command command() {
        return switch (chance.random().nextInt(60)) {
            case 0 -> new Command.Compact(chance.space(), chance.nearRevision());
            case 1, 2, 3 -> chance.leaseCommand();
            default -> new Command.Execute(chance.space(), chance.op(2));
        };
    }

    private static Space spaceOf(Command command) {
        return switch (command) {
            case Command.Execute execute -> execute.space();
            case Command.Compact compact -> compact.space();
            case Command.GrantLease grant -> grant.space();
            case Command.RevokeLease revoke -> revoke.space();
            default -> throw new IllegalArgumentException("not modelled");
        };
    }

    /**
     * Compares all keys at all revisions that can still be read, and the history above the floor.
     */
    private void look() {
        for (Space space : Space.values()) {
            NaiveSpace naive = model(space);
            SpaceState state = machine.state().space(space);
            assertThat(state.floor()).isEqualTo(naive.floor);
            lookAtLeases(state, naive);
            for (long r = Math.max(1, naive.floor); r <= naive.revision; r += 1 + r % 3) {
                Op.Range all = Op.Range.at(KeyRange.all(), r);
                assertThat(((Reply.Applied) machine.state().query(space, all)).result())
                        .as("seed %d, revision %d", seed, r)
                        .isEqualTo(naive.range(all));
            }
            lookAtHistory(state, naive.commits);
            assertThat(told).filteredOn(c -> c.space() == space).isEqualTo(naive.commits);
            assertThat(state.numbers().used()).isEqualTo(bytes(state));
        }
    }

    private void lookAtLeases(SpaceState state, NaiveSpace naive) {
        assertThat(state.leases().all()).containsExactlyElementsOf(naive.leases.keySet());
        Map<Long, List<Bytes>> hanging =
                state.list(KeyRange.all()).stream()
                        .filter(kv -> kv.lease() != 0)
                        .collect(groupingBy(KeyValue::lease, mapping(KeyValue::key, toList())));
        for (long lease = 0; lease < 6; lease++) {
            assertThat(state.leases().secondsOf(lease)).isEqualTo(naive.leases.get(lease));
            assertThat(state.leases().keysOf(lease))
                    .as("seed %d, lease %d", seed, lease)
                    .isEqualTo(hanging.getOrDefault(lease, List.of()));
        }
    }

    private void lookAtHistory(SpaceState state, List<Commit> all) {
        long after = Math.max(state.floor(), state.revision() - 40);
        List<Commit> expected = all.stream().filter(c -> c.revision() > after).toList();
        List<Commit> found = state.commitsAfter(after, KeyRange.all(), Integer.MAX_VALUE);
        assertThat(found.stream().flatMap(c -> c.events().stream()).toList())
                .as("seed %d", seed)
                .isEqualTo(expected.stream().flatMap(c -> c.events().stream()).toList());
    }

    private static long bytes(SpaceState state) {
        long[] sum = {0};
        state.index()
                .walk(
                        null,
                        null,
                        (key, newest) -> {
                            for (@Nullable Version v = newest; v != null; v = v.previous()) {
                                sum[0] += v.bytes(key);
                            }
                            return true;
                        });
        return sum[0];
    }

    private static State reloaded(State state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter.write(state, bytes);
        State read = SnapshotReader.read(new ByteArrayInputStream(bytes.toByteArray()));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        SnapshotWriter.write(read, again);
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
        for (Space space : Space.values()) {
            assertThat(logOf(read.space(space))).isEqualTo(logOf(state.space(space)));
            assertThat(read.space(space).list(KeyRange.all()))
                    .extracting(KeyValue::key)
                    .isEqualTo(
                            state.space(space).list(KeyRange.all()).stream()
                                    .map(KeyValue::key)
                                    .toList());
        }
        return read;
    }

    private static List<String> logOf(SpaceState state) {
        List<String> log = new ArrayList<>();
        state.log().walk(null, null, (revision, keys) -> log.add(revision + " " + keys));
        return log;
    }
}
