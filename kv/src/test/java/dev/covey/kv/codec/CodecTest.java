package dev.covey.kv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Chance;
import dev.covey.kv.Command;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Machine;
import dev.covey.kv.machine.RequestCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read again, and what is mutilated is refused and nothing worse. */
class CodecTest {

    private final long seed = Chance.freshSeed();
    private final Chance chance = new Chance(seed).around(30);
    private final Random random = chance.random();

    private List<Request> requests(int count) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(chance.request());
        }
        return requests;
    }

    @Test
    void requestsAreReadAsTheyWereWritten() {
        for (Request request : requests(5_000)) {
            byte[] bytes = RequestCodec.encode(request);
            assertThat(RequestCodec.decode(bytes)).as("seed %d", seed).isEqualTo(request);
            assertThat(RequestCodec.encode(RequestCodec.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void batchesAreReadAsTheyWereWritten() {
        List<Request> requests = requests(100);
        List<Request> read =
                BatchCodec.decode(BatchCodec.encode(requests)).stream()
                        .map(item -> Objects.requireNonNull(item.request()))
                        .toList();
        assertThat(read).as("seed %d", seed).isEqualTo(requests);
        assertThat(BatchCodec.decode(BatchCodec.encode(List.of()))).isEmpty();
    }

    @Test
    void repliesAreReadAsTheyWereWritten() {
        Machine machine = new Machine();
        for (int i = 0; i < 3_000; i++) {
            chance.around(machine.state().user().revision());
            byte[] batch = BatchCodec.encode(requests(2));
            for (Reply reply : machine.apply(1, batch).replies()) {
                byte[] bytes = ReplyCodec.encode(reply);
                assertThat(ReplyCodec.decode(bytes)).as("seed %d", seed).isEqualTo(reply);
            }
        }
    }

    @Test
    void whatIsAdmittedCanBeAppliedAndNeverHaltsAReplica() {
        Machine machine = new Machine();
        int admitted = 0;
        for (int i = 0; i < 20_000; i++) {
            chance.around(chance.extreme(machine.state().user().revision()));
            if (RequestCheck.admit(chance.request())
                    instanceof RequestCheck.Verdict.Admitted(byte[] bytes)) {
                machine.apply(1, BatchCodec.pack(List.of(bytes)));
                admitted++;
            }
        }
        assertThat(admitted).as("seed %d", seed).isGreaterThan(10_000);
    }

    @Test
    void mutilatedBytesAreRefusedOrReadAndNothingWorse() {
        for (int i = 0; i < 20_000; i++) {
            byte[] batch = mutilated(BatchCodec.encode(requests(1 + random.nextInt(3))));
            try {
                BatchCodec.decode(batch);
                new Machine().apply(1, batch);
            } catch (MalformedException e) {
                assertThat(e).hasMessageStartingWith("Expected");
            }
        }
    }

    @Test
    void noiseIsRefusedOrReadAndNothingWorse() {
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            try {
                ReplyCodec.decode(noise);
            } catch (MalformedException e) {
                assertThat(e).hasMessageStartingWith("Expected");
            }
        }
    }

    private byte[] mutilated(byte[] bytes) {
        byte[] result = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> result = Arrays.copyOf(result, random.nextInt(result.length));
            case 1 -> result = Arrays.copyOf(result, result.length + 1 + random.nextInt(8));
            case 2 -> result[random.nextInt(result.length)] = (byte) random.nextInt();
            default -> {
                int from = random.nextInt(result.length);
                Arrays.fill(result, from, Math.min(result.length, from + 10), (byte) 0xff);
            }
        }
        return result;
    }

    @Test
    void aCountThatPromisesMoreThanThereIsAllocatesNothing() {
        byte[] batch = new Encoder().octet(1).number(Integer.MAX_VALUE).toArray();
        assertThatThrownBy(() -> BatchCodec.decode(batch)).isInstanceOf(MalformedException.class);
        byte[] longer = new Encoder().octet(1).number(1).number(Long.MAX_VALUE).toArray();
        assertThatThrownBy(() -> BatchCodec.decode(longer)).isInstanceOf(MalformedException.class);
        byte[] negative = new Encoder().octet(1).number(-1).toArray();
        assertThatThrownBy(() -> BatchCodec.decode(negative))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void anUnknownCommandSaysThatANewerProgramIsNeeded() {
        byte[] request = new Encoder().octet(0).octet(99).toArray();
        assertThatThrownBy(() -> new Machine().apply(1, BatchCodec.pack(List.of(request))))
                .isInstanceOf(UnknownCommandException.class)
                .hasMessageContaining("Run a newer Covey");
        byte[] format = new Encoder().octet(2).number(0).toArray();
        assertThatThrownBy(() -> new Machine().apply(1, format))
                .isInstanceOf(UnknownCommandException.class);
    }

    @Test
    void whatNoReaderWouldTakeIsNotWritten() {
        Op nested = new Op.Txn(List.of(), List.of(), List.of());
        for (int i = 0; i < 40; i++) {
            nested = new Op.Txn(List.of(), List.of(nested), List.of());
        }
        Request deep = Request.of(Space.USER, nested);
        assertThatThrownBy(() -> RequestCodec.encode(deep))
                .isInstanceOf(IllegalArgumentException.class);
        String name = "x".repeat(Limits.MAX_NAME_BYTES + 1);
        Request verbose =
                new Request(null, null, new Request.Origin(name, ""), new Command.RaiseLevel(1));
        assertThatThrownBy(() -> RequestCodec.encode(verbose))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
