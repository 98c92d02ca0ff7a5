package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Limits;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.RequestId;
import dev.covey.kv.codec.Encoder;
import dev.covey.kv.codec.ReplyCodec;
import dev.covey.kv.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The replies to the latest requests that had ids. Immutable.
 *
 * @param replies by caller and id
 * @param order the same by position
 * @param bytes what the replies and their keys take
 * @param floor the position of the last reply that was forgotten; nothing at or below it is known
 */
public record RequestMemory(
        Tree<Bytes, Remembered> replies, Tree<Long, Bytes> order, long bytes, long floor) {

    /** No replies. */
    public static final RequestMemory EMPTY = empty(0);

    /** No replies, and none from up to a position will ever be known. */
    static RequestMemory empty(long floor) {
        return new RequestMemory(Tree.empty(), Tree.empty(), 0, floor);
    }

    /** Under what a reply is found. */
    static Bytes key(RequestId id) {
        return Bytes.wrap(
                new Encoder()
                        .text(id.caller(), Limits.MAX_NAME_BYTES)
                        .text(id.id(), Limits.MAX_NAME_BYTES)
                        .toArray());
    }

    /** What is to be answered to a request without handling it; null if it is new. */
    @Nullable Reply answer(RequestId id) {
        return answer(id, replies.get(key(id)), floor);
    }

    static @Nullable Reply answer(RequestId id, @Nullable Remembered known, long floor) {
        if (known == null) {
            return id.since() < floor ? new Reply.Forgotten(id) : null;
        }
        if (known.fingerprint() != id.fingerprint()) {
            return new Reply.Refused(new Refusal.RequestIdReused(id));
        }
        Reply reply = ReplyCodec.decode(known.reply().shared());
        return reply instanceof Reply.Applied applied
                ? new Reply.Applied(applied.revision(), applied.result(), true)
                : reply;
    }
}
