package dev.covey.kv.codec;

import dev.covey.kv.Limits;
import dev.covey.kv.Request;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Batches as bytes: one entry of the log. A batch is only a container, so requests can be encoded
 * where they arise, sent on, and packed here without being read.
 */
public final class BatchCodec {

    private static final int FORMAT = 1;

    /**
     * One request of a batch.
     *
     * @param request null if it is longer than {@link Limits#MAX_REQUEST_BYTES}
     * @param bytes how long it is
     */
    public record Item(@Nullable Request request, int bytes) {}

    /** The bytes of a batch of requests that {@link RequestCodec#encode} wrote; may be empty. */
    public static byte[] pack(List<byte[]> requests) {
        int size = 8;
        for (byte[] request : requests) {
            size = Math.addExact(size, request.length + 5);
        }
        return new Encoder(size).octet(FORMAT).list(requests, Encoder::bytes).toArray();
    }

    /** The bytes of a batch of requests. */
    public static byte[] encode(List<Request> requests) {
        return pack(requests.stream().map(RequestCodec::encode).toList());
    }

    /**
     * The requests of a batch.
     *
     * @throws MalformedException if the bytes hold no batch, or a request that is not known
     */
    public static List<Item> decode(byte[] batch) {
        Decoder in = new Decoder(batch);
        int format = in.octet();
        if (format != FORMAT) {
            throw new UnknownCommandException("format of a log entry", format);
        }
        Function<Decoder, Item> read = BatchCodec::item;
        List<Item> items = in.list(read);
        in.finish();
        return items;
    }

    private static Item item(Decoder in) {
        Decoder part = in.part();
        int bytes = part.remaining();
        return new Item(bytes > Limits.MAX_REQUEST_BYTES ? null : RequestCodec.read(part), bytes);
    }

    private BatchCodec() {}
}
