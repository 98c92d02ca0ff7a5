package dev.covey.kv.codec;

import dev.covey.kv.Limits;
import dev.covey.kv.Refusal;
import dev.covey.kv.Space;

/** Refusals as bytes. */
final class RefusalCodec {

    static void write(Encoder out, Refusal refusal) {
        switch (refusal) {
            case Refusal.Compacted(long revision, long floor) ->
                    out.octet(1).number(revision).number(floor);
            case Refusal.FutureRevision(long revision, long current) ->
                    out.octet(2).number(revision).number(current);
            case Refusal.TooManyOps(int found) -> out.octet(3).number(found);
            case Refusal.TooDeep _ -> out.octet(4);
            case Refusal.TooLarge(long bytes) -> out.octet(5).number(bytes);
            case Refusal.DuplicateKey(var key) -> out.octet(6).bytes(key);
            case Refusal.EmptyKey _ -> out.octet(7);
            case Refusal.KeyNotFound(var key) -> out.octet(8).bytes(key);
            case Refusal.LeaseNotFound(long lease) -> out.octet(9).number(lease);
            case Refusal.NoSpace(Space space, long used, long quota) ->
                    Choice.SPACE.write(out.octet(10), space).number(used).number(quota);
            case Refusal.StaleEpoch(var claim) ->
                    RequestCodec.writeOptionalClaim(out.octet(11), claim);
            case Refusal.ClaimOutdated(var claim) ->
                    RequestCodec.writeOptionalClaim(out.octet(12), claim);
            case Refusal.RequestIdReused(var id) -> RequestCodec.writeId(out.octet(13), id);
            case Refusal.OutOfRange(String what, long found, long allowed) ->
                    out.octet(14).text(what, Limits.MAX_NAME_BYTES).number(found).number(allowed);
            case Refusal.LeaseExists(long lease) -> out.octet(15).number(lease);
            case Refusal.TooManyLeases(long found) -> out.octet(16).number(found);
            case Refusal.Overtaken(long found, long expected) ->
                    out.octet(17).number(found).number(expected);
        }
    }

    static Refusal read(Decoder in) {
        int tag = in.octet();
        return switch (tag) {
            case 1 -> new Refusal.Compacted(in.number(), in.number());
            case 2 -> new Refusal.FutureRevision(in.number(), in.number());
            case 3 -> new Refusal.TooManyOps(in.number(0, Integer.MAX_VALUE));
            case 4 -> new Refusal.TooDeep();
            case 5 -> new Refusal.TooLarge(in.number());
            case 6 -> new Refusal.DuplicateKey(in.bytes());
            case 7 -> new Refusal.EmptyKey();
            case 8 -> new Refusal.KeyNotFound(in.bytes());
            case 9 -> new Refusal.LeaseNotFound(in.number());
            case 10 -> new Refusal.NoSpace(Choice.SPACE.read(in), in.number(), in.number());
            case 11 -> new Refusal.StaleEpoch(RequestCodec.readOptionalClaim(in));
            case 12 -> new Refusal.ClaimOutdated(RequestCodec.readOptionalClaim(in));
            case 13 -> new Refusal.RequestIdReused(RequestCodec.readId(in));
            case 14 ->
                    new Refusal.OutOfRange(
                            in.text(Limits.MAX_NAME_BYTES), in.number(), in.number());
            case 15 -> new Refusal.LeaseExists(in.number());
            case 16 -> new Refusal.TooManyLeases(in.number());
            case 17 -> new Refusal.Overtaken(in.number(), in.number());
            default -> throw new UnknownCommandException("refusal", tag);
        };
    }

    private RefusalCodec() {}
}
