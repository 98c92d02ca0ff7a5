package dev.covey.kv.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.MalformedException;
import dev.covey.kv.codec.RequestCodec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guarded command is carried out only while the row is as it was. */
class GuardTest {

    private static final Bytes ROW = Bytes.of("row");

    private final Machine machine = new Machine();

    private Reply send(Command command) {
        return machine.apply(1, BatchCodec.encode(List.of(Request.of(command))))
                .replies()
                .getFirst();
    }

    private static Command put(Space space, Bytes key) {
        return new Command.Execute(space, Op.Put.of(key, Bytes.of("v")));
    }

    private Reply guarded(long revision) {
        return send(new Command.Guarded(ROW, revision, put(Space.USER, Bytes.of("k"))));
    }

    @Test
    void whatTheRowSaysNoMoreIsRefusedAndChangesNothing() {
        assertThat(guarded(0)).isInstanceOf(Reply.Applied.class);
        send(put(Space.USER, ROW));
        assertThat(guarded(0)).as("rows are of the system space").isInstanceOf(Reply.Applied.class);
        send(put(Space.SYSTEM, ROW));
        long written = machine.state().system().revision();
        SpaceState before = machine.state().user();
        assertThat(guarded(0)).isEqualTo(new Reply.Refused(new Refusal.Overtaken(written, 0)));
        assertThat(machine.state().user()).isEqualTo(before);
        assertThat(guarded(written)).isInstanceOf(Reply.Applied.class);
        Op delete = Op.DeleteRange.of(KeyRange.single(ROW));
        send(new Command.Execute(Space.SYSTEM, delete));
        assertThat(guarded(written))
                .isEqualTo(new Reply.Refused(new Refusal.Overtaken(0, written)));
        assertThat(guarded(0)).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void guardsAreNotNested() {
        Command one = new Command.Guarded(ROW, 0, put(Space.USER, ROW));
        assertThatThrownBy(() -> new Command.Guarded(ROW, 0, one))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] deep = new byte[1 << 20];
        Arrays.fill(deep, (byte) 9);
        deep[0] = 0;
        assertThatThrownBy(() -> RequestCodec.decode(deep)).isInstanceOf(MalformedException.class);
    }
}
