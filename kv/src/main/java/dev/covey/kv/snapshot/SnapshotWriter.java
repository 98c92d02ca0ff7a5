package dev.covey.kv.snapshot;

import dev.covey.kv.Bytes;
import dev.covey.kv.codec.Choice;
import dev.covey.kv.codec.Encoder;
import dev.covey.kv.codec.RequestCodec;
import dev.covey.kv.machine.Control;
import dev.covey.kv.machine.Numbers;
import dev.covey.kv.machine.Remembered;
import dev.covey.kv.machine.RequestMemory;
import dev.covey.kv.machine.SpaceState;
import dev.covey.kv.machine.State;
import dev.covey.kv.machine.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a state to a stream. */
public final class SnapshotWriter {

    private final BlockOutput out;

    private SnapshotWriter(BlockOutput out) {
        this.out = out;
    }

    /**
     * Writes a state and flushes the stream; buffering, syncing and closing it are the caller's.
     * May take long; the machine goes on meanwhile.
     */
    public static void write(State state, OutputStream stream) throws IOException {
        BlockOutput out = new BlockOutput(stream);
        try {
            new SnapshotWriter(out).write(state);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause(), "cause");
        }
        out.finish();
    }

    private void write(State state) {
        Control control = state.control();
        Encoder record =
                record(Format.CONTROL)
                        .number(control.position())
                        .number(control.incarnation())
                        .number(control.level());
        RequestCodec.writeOptionalClaim(record, control.claim());
        write(state.memory());
        write(state.system());
        write(state.user());
    }

    private Encoder record(int tag) {
        try {
            return out.record(tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(RequestMemory memory) {
        record(Format.MEMORY).number(memory.floor());
        memory.order()
                .walk(
                        null,
                        null,
                        (position, key) -> {
                            Remembered reply = memory.replies().get(key);
                            write(key, Objects.requireNonNull(reply, "no reply"));
                            return true;
                        });
    }

    private void write(Bytes key, Remembered reply) {
        record(Format.REPLY)
                .bytes(key)
                .number(reply.position())
                .fixed64(reply.fingerprint())
                .bytes(reply.reply());
    }

    private void write(SpaceState space) {
        Numbers numbers = space.numbers();
        Choice.SPACE
                .write(record(Format.SPACE), space.space())
                .number(numbers.revision())
                .number(numbers.floor())
                .number(numbers.swept())
                .number(numbers.used())
                .number(numbers.quota());
        space.leases()
                .seconds()
                .walk(
                        null,
                        null,
                        (lease, seconds) -> {
                            record(Format.LEASE).number(lease).number(seconds);
                            return true;
                        });
        space.index()
                .walk(
                        null,
                        null,
                        (key, newest) -> {
                            write(key, newest);
                            return true;
                        });
    }

    private void write(Bytes key, Version newest) {
        record(Format.KEY).bytes(key);
        if (newest.previous() == null) {
            write(newest);
            return;
        }
        Deque<Version> oldestFirst = new ArrayDeque<>();
        for (@Nullable Version v = newest; v != null; v = v.previous()) {
            oldestFirst.push(v);
        }
        oldestFirst.forEach(this::write);
    }

    private void write(Version version) {
        Version.Stamp stamp = version.stamp();
        Bytes value = version.value();
        Encoder record =
                record(Format.VERSION_OF_KEY)
                        .number(stamp.mod())
                        .number(stamp.create())
                        .number(stamp.number())
                        .number(stamp.lease())
                        .number(stamp.order())
                        .flag(value != null);
        if (value != null) {
            record.bytes(value);
        }
    }
}
