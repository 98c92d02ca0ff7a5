package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Compare;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.codec.RequestCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a request keeps or breaks whatever the state. Ask before a request is put into the
 * log: a request that passes can be encoded, and never halts a replica. The machine asks again.
 */
public final class RequestCheck {

    /** A request that may go into the log, or why it may not. */
    public sealed interface Verdict {
        /** It may, as these bytes. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Admitted(byte[] encoded) implements Verdict {}

        /** It may not. */
        record Refused(Refusal refusal) implements Verdict {}
    }

    /** Judges a request and encodes it. */
    public static Verdict admit(Request request) {
        Refusal refusal = nameRefusal(request);
        refusal = refusal == null ? refusal(request.command()) : refusal;
        refusal = refusal == null ? levelRefusal(request.command()) : refusal;
        if (refusal != null) {
            return new Verdict.Refused(refusal);
        }
        byte[] encoded = RequestCodec.encode(request);
        return encoded.length > Limits.MAX_REQUEST_BYTES
                ? new Verdict.Refused(new Refusal.TooLarge(encoded.length))
                : new Verdict.Admitted(encoded);
    }

    private static @Nullable Refusal nameRefusal(Request request) {
        RequestId id = request.id();
        Refusal refusal = id == null ? null : tooLong("caller", id.caller());
        refusal = refusal == null && id != null ? tooLong("request id", id.id()) : refusal;
        refusal = refusal == null ? tooLong("actor", request.origin().actor()) : refusal;
        if (refusal == null && request.command() instanceof Command.TakeOver(var claim)) {
            refusal = tooLong("node", claim.node());
        }
        return refusal == null
                ? tooLong("reason", request.origin().reason(), Limits.MAX_REASON_BYTES)
                : refusal;
    }

    private static @Nullable Refusal tooLong(String what, String text) {
        return tooLong(what, text, Limits.MAX_NAME_BYTES);
    }

    private static @Nullable Refusal tooLong(String what, String text, int most) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes > most ? new Refusal.OutOfRange(what, bytes, most) : null;
    }

    private static @Nullable Refusal levelRefusal(Command command) {
        return command instanceof Command.RaiseLevel(int level)
                        && (level < 0 || level > Limits.SUPPORTED_LEVEL)
                ? new Refusal.OutOfRange("feature level", level, Limits.SUPPORTED_LEVEL)
                : null;
    }

    /** Why a command is refused on every state; null if it is not. */
    static @Nullable Refusal refusal(Command command) {
        return switch (command) {
            case Command.Execute(var _, Op op) -> refusal(op);
            case Command.Guarded(var _, var _, var guarded) -> refusal(guarded);
            case Command.SetQuota(var _, long bytes) when bytes < 0 ->
                    new Refusal.OutOfRange("quota", bytes, 0);
            case Command.GrantLease(var _, long lease, long seconds) -> lease(lease, seconds);
            case Command.Compact _,
                    Command.TakeOver _,
                    Command.RaiseLevel _,
                    Command.SetQuota _,
                    Command.RevokeLease _,
                    Command.Renew _ ->
                    null;
        };
    }

    private static @Nullable Refusal lease(long lease, long seconds) {
        if (lease == 0) {
            return new Refusal.LeaseNotFound(lease);
        }
        return seconds < 1 || seconds > Limits.MAX_LEASE_SECONDS
                ? new Refusal.OutOfRange("seconds", seconds, Limits.MAX_LEASE_SECONDS)
                : null;
    }

    /** Why an operation is refused on every state; null if it is not. */
    public static @Nullable Refusal refusal(Op op) {
        Refusal refusal = new Shape().refusal(op, 0);
        return refusal == null && op instanceof Op.Txn txn ? new Overlap().refusal(txn) : refusal;
    }

    /** Counts what an operation is made of. */
    private static final class Shape {
        private int total;

        @Nullable Refusal refusal(Op op, int depth) {
            if (++total > Limits.MAX_TOTAL_OPS) {
                return new Refusal.TooManyOps(total);
            }
            return switch (op) {
                case Op.Range range -> empty(range.keys().key());
                case Op.Put put -> empty(put.key());
                case Op.DeleteRange delete -> empty(delete.keys().key());
                case Op.Txn txn -> refusal(txn, depth + 1);
            };
        }

        private static @Nullable Refusal empty(Bytes key) {
            return key.isEmpty() ? new Refusal.EmptyKey() : null;
        }

        private @Nullable Refusal refusal(Op.Txn txn, int depth) {
            int longest =
                    Math.max(
                            txn.compares().size(),
                            Math.max(txn.success().size(), txn.failure().size()));
            if (longest > Limits.MAX_OPS) {
                return new Refusal.TooManyOps(longest);
            }
            if (depth > Limits.MAX_DEPTH) {
                return new Refusal.TooDeep();
            }
            Refusal refusal = null;
            for (Compare compare : txn.compares()) {
                refusal = refusal == null ? empty(compare.keys().key()) : refusal;
            }
            for (Op op : txn.success()) {
                refusal = refusal == null ? refusal(op, depth) : refusal;
            }
            for (Op op : txn.failure()) {
                refusal = refusal == null ? refusal(op, depth) : refusal;
            }
            return refusal;
        }
    }

    private RequestCheck() {}
}
