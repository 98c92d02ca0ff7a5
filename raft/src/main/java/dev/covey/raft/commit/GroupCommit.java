package dev.covey.raft.commit;

import dev.covey.kv.Limits;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.RequestCodec;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Collects requests into batches. Safe for use by many threads. Answers come on threads of the
 * executor, never on Raft's own: Raft completes its futures while it holds its locks, and a caller
 * that came back from there would stop it for good.
 */
public final class GroupCommit {

    private static final int MOST_REQUESTS = 512;
    private static final int MOST_BYTES = 1 << 20;

    private final EntryLog log;
    private final Executor executor;
    private final Bound bound;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private Gate gate = new Gate.Closed(Optional.empty());
    private @Nullable Waiting claim;
    private boolean underWay;
    private CompletableFuture<Void> idle = new CompletableFuture<>();

    /** How much may wait: requests and bytes. */
    public record Bound(int requests, long bytes) {
        /** Enough for a burst, little enough for a small heap. */
        public static final Bound USUAL = new Bound(16_384, 16L << 20);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Waiting(byte[] request, CompletableFuture<Answer> answer) {}

    private sealed interface Gate {
        /** Batches go out. */
        record Open() implements Gate {}

        /** Requests are taken and wait; only a claim goes out. */
        record Held() implements Gate {}

        /** Requests are refused. */
        record Closed(Optional<String> leader) implements Gate {}
    }

    /** Begins closed. */
    public GroupCommit(EntryLog log, Executor executor, Bound bound) {
        this.log = log;
        this.executor = executor;
        this.bound = bound;
    }

    /** Takes a request, or refuses it at once. */
    public CompletionStage<Answer> add(Request request) {
        byte[] encoded = RequestCodec.encode(request);
        if (encoded.length > Limits.MAX_REQUEST_BYTES) {
            Reply tooLarge = new Reply.Refused(new Refusal.TooLarge(encoded.length));
            return CompletableFuture.completedFuture(new Answer.Replied(tooLarge));
        }
        Waiting waiting = new Waiting(encoded, new CompletableFuture<>());
        synchronized (queue) {
            if (gate instanceof Gate.Closed(var leader)) {
                return CompletableFuture.completedFuture(new Answer.NotLeader(leader));
            }
            if (queue.size() >= bound.requests || queuedBytes + encoded.length > bound.bytes) {
                return CompletableFuture.failedFuture(
                        new UnavailableException("The store has too much to do. Try again later."));
            }
            queue.add(waiting);
            queuedBytes += encoded.length;
        }
        pump();
        return waiting.answer;
    }

    /** This member was elected: requests wait until its claim is applied. */
    public CompletionStage<Answer> claim(Request request) {
        Waiting waiting = new Waiting(RequestCodec.encode(request), new CompletableFuture<>());
        synchronized (queue) {
            gate = new Gate.Held();
            claim = waiting;
        }
        pump();
        return waiting.answer;
    }

    /** Lets batches go out; false if it was told meanwhile that this member does not lead. */
    public boolean open() {
        synchronized (queue) {
            if (gate instanceof Gate.Closed) {
                return false;
            }
            gate = new Gate.Open();
        }
        pump();
        return true;
    }

    /** Keeps requests waiting, for a transfer; ends when what is under way is answered. */
    public CompletionStage<Void> hold() {
        synchronized (queue) {
            if (gate instanceof Gate.Open) {
                gate = new Gate.Held();
            }
            return underWay ? idle.copy() : CompletableFuture.completedFuture(null);
        }
    }

    /** This member does not lead: refuses what waits and what comes. */
    public void close(Optional<String> leader) {
        List<Waiting> refused;
        synchronized (queue) {
            gate = new Gate.Closed(leader);
            refused = new ArrayList<>(queue);
            queue.clear();
            queuedBytes = 0;
            if (claim != null) {
                refused.add(claim);
                claim = null;
            }
        }
        if (!refused.isEmpty()) {
            Answer answer = new Answer.NotLeader(leader);
            executor.execute(() -> refused.forEach(waiting -> waiting.answer.complete(answer)));
        }
    }

    private void pump() {
        List<Waiting> batch;
        synchronized (queue) {
            batch = underWay ? List.of() : next();
            underWay |= !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            byte[] entry = BatchCodec.pack(batch.stream().map(Waiting::request).toList());
            log.append(entry)
                    .whenCompleteAsync((replies, failure) -> arrived(batch, replies), executor);
        }
    }

    private List<Waiting> next() {
        Waiting first = claim;
        if (first != null) {
            claim = null;
            return List.of(first);
        }
        if (!(gate instanceof Gate.Open)) {
            return List.of();
        }
        List<Waiting> batch = new ArrayList<>(Math.min(queue.size(), MOST_REQUESTS));
        int bytes = 0;
        for (Waiting head = queue.peek(); head != null; head = queue.peek()) {
            bytes += head.request.length;
            if (batch.size() == MOST_REQUESTS || (bytes > MOST_BYTES && !batch.isEmpty())) {
                break;
            }
            batch.add(queue.remove());
            queuedBytes -= head.request.length;
        }
        return batch;
    }

    private void arrived(List<Waiting> batch, @Nullable List<Reply> replies) {
        CompletableFuture<Void> ended;
        synchronized (queue) {
            underWay = false;
            ended = idle;
            idle = new CompletableFuture<>();
        }
        ended.complete(null);
        pump();
        for (int i = 0; i < batch.size(); i++) {
            Answer answer =
                    replies == null || replies.size() != batch.size()
                            ? new Answer.Unknown()
                            : new Answer.Replied(replies.get(i));
            batch.get(i).answer.complete(answer);
        }
    }
}
