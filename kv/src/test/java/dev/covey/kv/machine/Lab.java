package dev.covey.kv.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Epoch;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine with short words for what tests do to it. Works in the user space, in term 1. */
final class Lab {

    final Machine machine = new Machine();

    BatchResult batch(Request... requests) {
        return machine.apply(1, BatchCodec.encode(List.of(requests)));
    }

    Reply ask(Request request) {
        return batch(request).replies().getFirst();
    }

    Reply ask(Command command) {
        return ask(Request.of(command));
    }

    Reply ask(Op op) {
        return ask(Request.of(Space.USER, op));
    }

    /** Carries out what must not be refused, and returns the revision after it. */
    long run(Op op) {
        return applied(ask(op)).revision();
    }

    long put(String key, String value) {
        return run(putOp(key, value));
    }

    long delete(String key) {
        return run(Op.DeleteRange.of(KeyRange.single(Bytes.of(key))));
    }

    Reply compact(long revision) {
        return ask(new Command.Compact(Space.USER, revision));
    }

    Result.Found found(Op.Range range) {
        return (Result.Found) applied(machine.state().query(Space.USER, range)).result();
    }

    @Nullable String value(String key) {
        KeyValue kv = machine.state().user().get(Bytes.of(key));
        return kv == null ? null : kv.value().utf8();
    }

    Result.Decided decided(Op.Txn txn) {
        return (Result.Decided) applied(ask(txn)).result();
    }

    static Reply.Applied applied(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Applied.class);
        return (Reply.Applied) reply;
    }

    static Refusal refused(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused) reply).refusal();
    }

    static Op.Put putOp(String key, String value) {
        return Op.Put.of(Bytes.of(key), Bytes.of(value));
    }

    static Op.DeleteRange deleteOp(String key) {
        return Op.DeleteRange.of(KeyRange.single(Bytes.of(key)));
    }

    static KeyRange key(String key) {
        return KeyRange.single(Bytes.of(key));
    }

    static KeyRange prefix(String prefix) {
        return KeyRange.prefix(Bytes.of(prefix));
    }

    static Op.Txn txn(Compare compare, Op... success) {
        return new Op.Txn(List.of(compare), List.of(success), List.of());
    }

    static Op.Txn txn(Op... success) {
        return new Op.Txn(List.of(), List.of(success), List.of());
    }

    static Request withId(String id, long fingerprint, long since, Op op) {
        return new Request(
                new RequestId("test", id, fingerprint, since),
                null,
                Request.Origin.NONE,
                new Command.Execute(Space.USER, op));
    }

    static Request under(Epoch epoch, Op op) {
        return new Request(null, epoch, Request.Origin.NONE, new Command.Execute(Space.USER, op));
    }

    static Command claim(String node, long incarnation, long term) {
        return new Command.TakeOver(new Claim(node, new Epoch(incarnation, term)));
    }
}
