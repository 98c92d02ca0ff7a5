package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Limits;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.Result;
import dev.covey.kv.codec.ReplyCodec;
import dev.covey.kv.tree.Editor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory of replies in the middle of a batch. For one thread. */
final class MemoryDraft {

    private final Editor<Bytes, Remembered> replies;
    private final Editor<Long, Bytes> order;
    private long bytes;
    private long floor;

    MemoryDraft(RequestMemory before) {
        replies = before.replies().edit();
        order = before.order().edit();
        bytes = before.bytes();
        floor = before.floor();
    }

    RequestMemory finish() {
        return new RequestMemory(replies.tree(), order.tree(), bytes, floor);
    }

    @Nullable Reply answer(RequestId id) {
        return RequestMemory.answer(id, replies.get(RequestMemory.key(id)), floor);
    }

    void remember(RequestId id, long position, Reply reply) {
        byte[] encoded = ReplyCodec.encode(reply);
        if (encoded.length > Limits.MAX_REMEMBERED_REPLY
                && reply instanceof Reply.Applied applied) {
            Reply brief = new Reply.Applied(applied.revision(), new Result.Omitted(), false);
            encoded = ReplyCodec.encode(brief);
        }
        restore(
                RequestMemory.key(id),
                new Remembered(position, id.fingerprint(), Bytes.wrap(encoded)));
        while (order.size() > Limits.MAX_REMEMBERED || bytes > Limits.MAX_REMEMBERED_BYTES) {
            forgetOldest();
        }
    }

    void restore(Bytes key, Remembered reply) {
        replies.put(key, reply);
        order.put(reply.position(), key);
        bytes += bytes(key, reply);
    }

    private void forgetOldest() {
        Long position = Objects.requireNonNull(order.firstKey(), "nothing to forget");
        Bytes key = Objects.requireNonNull(order.get(position), "no key");
        bytes -= bytes(key, Objects.requireNonNull(replies.get(key), "no reply"));
        replies.remove(key);
        order.remove(position);
        floor = position;
    }

    private static long bytes(Bytes key, Remembered reply) {
        return (long) key.length() + reply.reply().length();
    }
}
