package dev.covey.kv.codec;

import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Epoch;
import dev.covey.kv.Limits;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Space;
import org.jspecify.annotations.Nullable;

/** Requests as bytes. */
public final class RequestCodec {

    private static final int GUARDED = 9;
    private static final int HAS_ID = 1;
    private static final int HAS_EPOCH = 2;
    private static final int HAS_ORIGIN = 4;

    /**
     * The bytes of a request.
     *
     * @throws IllegalArgumentException if a name is too long or operations are nested too deep to
     *     be read again; {@code RequestCheck} refuses such requests first
     */
    public static byte[] encode(Request request) {
        Encoder out = new Encoder(128);
        write(out, request);
        return out.toArray();
    }

    /**
     * The request that bytes hold.
     *
     * @throws MalformedException if they hold none, or one that this program does not know
     */
    public static Request decode(byte[] bytes) {
        return read(new Decoder(bytes));
    }

    static Request read(Decoder in) {
        int flags = in.number(0, HAS_ID | HAS_EPOCH | HAS_ORIGIN);
        RequestId id = (flags & HAS_ID) != 0 ? readId(in) : null;
        Epoch epoch = (flags & HAS_EPOCH) != 0 ? readEpoch(in) : null;
        Request.Origin origin =
                (flags & HAS_ORIGIN) != 0
                        ? new Request.Origin(
                                in.text(Limits.MAX_NAME_BYTES), in.text(Limits.MAX_REASON_BYTES))
                        : Request.Origin.NONE;
        Request request = new Request(id, epoch, origin, readCommand(in));
        in.finish();
        return request;
    }

    private static void write(Encoder out, Request request) {
        RequestId id = request.id();
        Epoch epoch = request.epoch();
        Request.Origin origin = request.origin();
        boolean hasOrigin = !origin.equals(Request.Origin.NONE);
        out.octet(
                (id == null ? 0 : HAS_ID)
                        | (epoch == null ? 0 : HAS_EPOCH)
                        | (hasOrigin ? HAS_ORIGIN : 0));
        if (id != null) {
            writeId(out, id);
        }
        if (epoch != null) {
            writeEpoch(out, epoch);
        }
        if (hasOrigin) {
            out.text(origin.actor(), Limits.MAX_NAME_BYTES)
                    .text(origin.reason(), Limits.MAX_REASON_BYTES);
        }
        writeCommand(out, request.command());
    }

    private static void writeCommand(Encoder out, Command command) {
        switch (command) {
            case Command.Execute(Space space, var op) ->
                    OpCodec.write(Choice.SPACE.write(out.octet(1), space), op);
            case Command.Compact(Space space, long revision) ->
                    Choice.SPACE.write(out.octet(2), space).number(revision);
            case Command.TakeOver(Claim claim) -> writeClaim(out.octet(3), claim);
            case Command.RaiseLevel(int level) -> out.octet(4).number(level);
            case Command.SetQuota(Space space, long bytes) ->
                    Choice.SPACE.write(out.octet(5), space).number(bytes);
            case Command.Renew(long incarnation) -> out.octet(6).number(incarnation);
            case Command.GrantLease(Space space, long lease, long seconds) ->
                    Choice.SPACE.write(out.octet(7), space).number(lease).number(seconds);
            case Command.RevokeLease(Space space, long lease) ->
                    Choice.SPACE.write(out.octet(8), space).number(lease);
            case Command.Guarded(var row, long revision, var guarded) ->
                    writeCommand(out.octet(GUARDED).bytes(row).number(revision), guarded);
        }
    }

    private static Command readCommand(Decoder in) {
        int tag = in.octet();
        return tag == GUARDED
                ? new Command.Guarded(in.bytes(), in.number(), readCommand(in, in.octet()))
                : readCommand(in, tag);
    }

    private static Command readCommand(Decoder in, int tag) {
        return switch (tag) {
            case 1 -> new Command.Execute(Choice.SPACE.read(in), OpCodec.read(in));
            case 2 -> new Command.Compact(Choice.SPACE.read(in), in.number());
            case 3 -> new Command.TakeOver(readClaim(in));
            case 4 -> new Command.RaiseLevel(in.number(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case 5 -> new Command.SetQuota(Choice.SPACE.read(in), in.number());
            case 6 -> new Command.Renew(in.number());
            case 7 -> new Command.GrantLease(Choice.SPACE.read(in), in.number(), in.number());
            case 8 -> new Command.RevokeLease(Choice.SPACE.read(in), in.number());
            default -> throw new UnknownCommandException("command", tag);
        };
    }

    /** Writes a request id. */
    public static void writeId(Encoder out, RequestId id) {
        out.text(id.caller(), Limits.MAX_NAME_BYTES)
                .text(id.id(), Limits.MAX_NAME_BYTES)
                .fixed64(id.fingerprint())
                .number(id.since());
    }

    /** Reads a request id. */
    public static RequestId readId(Decoder in) {
        return new RequestId(
                in.text(Limits.MAX_NAME_BYTES),
                in.text(Limits.MAX_NAME_BYTES),
                in.fixed64(),
                in.number());
    }

    static void writeEpoch(Encoder out, Epoch epoch) {
        out.number(epoch.incarnation()).number(epoch.term());
    }

    static Epoch readEpoch(Decoder in) {
        return new Epoch(in.number(), in.number());
    }

    private static void writeClaim(Encoder out, Claim claim) {
        out.text(claim.node(), Limits.MAX_NAME_BYTES);
        writeEpoch(out, claim.epoch());
    }

    private static Claim readClaim(Decoder in) {
        return new Claim(in.text(Limits.MAX_NAME_BYTES), readEpoch(in));
    }

    /** Writes a claim that may be absent. */
    public static void writeOptionalClaim(Encoder out, @Nullable Claim claim) {
        out.flag(claim != null);
        if (claim != null) {
            writeClaim(out, claim);
        }
    }

    /** Reads a claim that may be absent. */
    public static @Nullable Claim readOptionalClaim(Decoder in) {
        return in.flag() ? readClaim(in) : null;
    }

    private RequestCodec() {}
}
