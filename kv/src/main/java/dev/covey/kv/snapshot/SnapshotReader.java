package dev.covey.kv.snapshot;

import dev.covey.kv.Space;
import dev.covey.kv.codec.Choice;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.MalformedException;
import dev.covey.kv.codec.RequestCodec;
import dev.covey.kv.codec.UnknownCommandException;
import dev.covey.kv.machine.Control;
import dev.covey.kv.machine.MemoryBuilder;
import dev.covey.kv.machine.Numbers;
import dev.covey.kv.machine.Remembered;
import dev.covey.kv.machine.SpaceBuilder;
import dev.covey.kv.machine.State;
import dev.covey.kv.machine.Version;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a state from a stream. */
public final class SnapshotReader {

    private final BlockInput in;
    private final Map<Space, SpaceBuilder> spaces = new EnumMap<>(Space.class);
    private @Nullable Control control;
    private @Nullable MemoryBuilder memory;
    private @Nullable SpaceBuilder space;

    private SnapshotReader(BlockInput in) {
        this.in = in;
    }

    /**
     * Reads a state that {@link SnapshotWriter} wrote, to the end of the stream.
     *
     * @throws MalformedException if it is damaged in any way: nothing of it may be used
     */
    public static State read(InputStream stream) throws IOException {
        return new SnapshotReader(new BlockInput(stream)).read();
    }

    private State read() throws IOException {
        while (true) {
            Decoder record = in.next();
            int tag = record.octet();
            if (tag == Format.END) {
                in.finish();
                return state();
            }
            take(tag, record);
        }
    }

    private void take(int tag, Decoder record) {
        switch (tag) {
            case Format.CONTROL -> control = readControl(record);
            case Format.MEMORY -> memory = new MemoryBuilder(record.natural());
            case Format.REPLY -> present(memory).add(record.bytes(), readReply(record));
            case Format.SPACE -> begin(Choice.SPACE.read(record), record);
            case Format.LEASE -> present(space).lease(record.number(), record.natural());
            case Format.KEY -> present(space).key(record.bytes());
            case Format.VERSION_OF_KEY -> readVersion(record, present(space));
            default -> throw new UnknownCommandException("record of a snapshot", tag);
        }
    }

    private void begin(Space which, Decoder record) {
        space = new SpaceBuilder(which, readNumbers(record));
        if (spaces.put(which, space) != null) {
            throw new MalformedException("Expected each space once, but found it twice.");
        }
    }

    private State state() {
        return new State(
                present(spaces.get(Space.SYSTEM)).build(),
                present(spaces.get(Space.USER)).build(),
                present(memory).build(),
                present(control));
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new MalformedException("Expected a whole snapshot, but a part is missing.");
        }
        return part;
    }

    private static Control readControl(Decoder in) {
        long position = in.natural();
        long incarnation = in.natural();
        int level = in.number(0, Integer.MAX_VALUE);
        return new Control(position, incarnation, RequestCodec.readOptionalClaim(in), level);
    }

    private static Numbers readNumbers(Decoder in) {
        return new Numbers(in.natural(), in.natural(), in.natural(), in.natural(), in.natural());
    }

    private static Remembered readReply(Decoder in) {
        return new Remembered(in.natural(), in.fixed64(), in.bytes());
    }

    private static void readVersion(Decoder in, SpaceBuilder space) {
        Version.Stamp stamp =
                new Version.Stamp(
                        in.natural(),
                        in.natural(),
                        in.natural(),
                        in.number(),
                        in.number(0, Integer.MAX_VALUE));
        space.version(stamp, in.flag() ? in.bytes() : null);
    }
}
