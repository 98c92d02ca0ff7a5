package dev.covey.kv.codec;

import dev.covey.kv.KeyValue;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import org.jspecify.annotations.Nullable;

/** Replies as bytes: between members, and in the memory of request ids. */
public final class ReplyCodec {

    /** The bytes of a reply. */
    public static byte[] encode(Reply reply) {
        Encoder out = new Encoder();
        switch (reply) {
            case Reply.Applied(long revision, Result result, boolean repeated) ->
                    writeResult(out.octet(1).number(revision).flag(repeated), result);
            case Reply.Refused(var refusal) -> RefusalCodec.write(out.octet(2), refusal);
            case Reply.Forgotten(var id) -> RequestCodec.writeId(out.octet(3), id);
        }
        return out.toArray();
    }

    /**
     * The reply that bytes hold.
     *
     * @throws MalformedException if they hold none
     */
    public static Reply decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        int tag = in.octet();
        Reply reply =
                switch (tag) {
                    case 1 -> readApplied(in);
                    case 2 -> new Reply.Refused(RefusalCodec.read(in));
                    case 3 -> new Reply.Forgotten(RequestCodec.readId(in));
                    default -> throw new UnknownCommandException("reply", tag);
                };
        in.finish();
        return reply;
    }

    private static Reply readApplied(Decoder in) {
        long revision = in.number();
        boolean repeated = in.flag();
        return new Reply.Applied(revision, readResult(in), repeated);
    }

    private static void writeResult(Encoder out, Result result) {
        switch (result) {
            case Result.Found(var keys, boolean more, long count) ->
                    out.octet(1).list(keys, ReplyCodec::writeKeyValue).flag(more).number(count);
            case Result.Written(var previous) -> writeOptional(out.octet(2), previous);
            case Result.Deleted(long count, var previous) ->
                    out.octet(3).number(count).list(previous, ReplyCodec::writeKeyValue);
            case Result.Decided(int failed, var results) -> {
                out.octet(4).number(failed + 1L);
                out.nested(() -> out.list(results, ReplyCodec::writeResult));
            }
            case Result.Done _ -> out.octet(5);
            case Result.Omitted _ -> out.octet(6);
        }
    }

    private static Result readResult(Decoder in) {
        int tag = in.octet();
        return switch (tag) {
            case 1 -> new Result.Found(in.list(ReplyCodec::readKeyValue), in.flag(), in.number());
            case 2 -> new Result.Written(in.flag() ? readKeyValue(in) : null);
            case 3 -> new Result.Deleted(in.number(), in.list(ReplyCodec::readKeyValue));
            case 4 -> readDecided(in);
            case 5 -> new Result.Done();
            case 6 -> new Result.Omitted();
            default -> throw new UnknownCommandException("result", tag);
        };
    }

    private static Result readDecided(Decoder in) {
        int failed = in.number(0, Integer.MAX_VALUE) - 1;
        return new Result.Decided(failed, in.nested(part -> part.list(ReplyCodec::readResult)));
    }

    private static void writeOptional(Encoder out, @Nullable KeyValue kv) {
        out.flag(kv != null);
        if (kv != null) {
            writeKeyValue(out, kv);
        }
    }

    private static void writeKeyValue(Encoder out, KeyValue kv) {
        out.bytes(kv.key())
                .bytes(kv.value())
                .number(kv.createRevision())
                .number(kv.modRevision())
                .number(kv.version())
                .number(kv.lease());
    }

    private static KeyValue readKeyValue(Decoder in) {
        return new KeyValue(
                in.bytes(), in.bytes(), in.number(), in.number(), in.number(), in.number());
    }

    private ReplyCodec() {}
}
