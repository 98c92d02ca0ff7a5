package dev.covey.dist.faults;

import com.google.protobuf.ByteString;
import dev.covey.dist.faults.Entry.Kind;
import dev.covey.dist.faults.Entry.Outcome;
import dev.covey.etcd.v3.Compare;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.DeleteRangeResponse;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.KeyValue;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.RequestOp;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.TxnResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks one thing after another of the members in turn, and writes down what it hears. */
final class Client {

    /** The keys that all clients share: few, so that they meet. */
    static final String SHARED = "/shared/";

    private static final int KEYS = 6;
    private static final int SECONDS = 5;

    /** What the store says where nothing was done (docs/store.md). */
    private static final List<String> NOTHING_DONE =
            List.of("etcdserver: no leader", "etcdserver: too many requests");

    private final int number;
    private final Lines lines;
    private final Chronicle chronicle;
    private final Random random;
    private final Map<String, Long> seen = new HashMap<>();
    private long calls;

    Client(int number, Lines lines, Chronicle chronicle, long seed) {
        this.number = number;
        this.lines = lines;
        this.chronicle = chronicle;
        this.random = new Random(seed + number);
    }

    /** Asks something; whether it was answered. */
    boolean step() {
        calls++;
        String key = SHARED + random.nextInt(KEYS);
        int dice = random.nextInt(100);
        Entry entry =
                dice < 40 ? put(key) : dice < 70 ? get(key) : dice < 90 ? swap(key) : delete(key);
        chronicle.write(entry.line());
        if (entry.done()) {
            seen.put(key, entry.found().isEmpty() ? 0 : entry.foundRevision());
        }
        return entry.done();
    }

    private String value() {
        return "v" + number + "." + calls;
    }

    private KVGrpc.KVBlockingStub kv() {
        return KVGrpc.newBlockingStub(lines.to((int) (number + calls / 50)))
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private Entry put(String key) {
        String value = value();
        PutRequest request =
                PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
        return asked(
                new Question(Kind.PUT, key, value, 0),
                () -> new Answer(Kind.PUT, kv().put(request).getHeader().getRevision(), "", 0));
    }

    private Entry get(String key) {
        RangeRequest request = RangeRequest.newBuilder().setKey(bytes(key)).build();
        return asked(
                new Question(Kind.GET, key, "", 0),
                () -> {
                    RangeResponse answer = kv().range(request);
                    return found(Kind.GET, answer.getHeader().getRevision(), answer.getKvsList());
                });
    }

    private Entry delete(String key) {
        DeleteRangeRequest request =
                DeleteRangeRequest.newBuilder().setKey(bytes(key)).setPrevKv(true).build();
        return asked(
                new Question(Kind.DELETE, key, "", 0),
                () -> {
                    DeleteRangeResponse answer = kv().deleteRange(request);
                    return found(
                            Kind.DELETE, answer.getHeader().getRevision(), answer.getPrevKvsList());
                });
    }

    /** A put that demands that the key is as this client saw it last. */
    private Entry swap(String key) {
        String value = value();
        long expected = seen.getOrDefault(key, 0L);
        TxnRequest request =
                TxnRequest.newBuilder()
                        .addCompare(
                                Compare.newBuilder()
                                        .setKey(bytes(key))
                                        .setTarget(Compare.CompareTarget.MOD)
                                        .setResult(Compare.CompareResult.EQUAL)
                                        .setModRevision(expected))
                        .addSuccess(
                                RequestOp.newBuilder()
                                        .setRequestPut(
                                                PutRequest.newBuilder()
                                                        .setKey(bytes(key))
                                                        .setValue(bytes(value))))
                        .addFailure(
                                RequestOp.newBuilder()
                                        .setRequestRange(
                                                RangeRequest.newBuilder().setKey(bytes(key))))
                        .build();
        return asked(
                new Question(Kind.SWAP, key, value, expected),
                () -> {
                    TxnResponse answer = kv().txn(request);
                    long revision = answer.getHeader().getRevision();
                    return answer.getSucceeded()
                            ? new Answer(Kind.SWAP, revision, "", 0)
                            : found(
                                    Kind.MISS,
                                    revision,
                                    answer.getResponses(0).getResponseRange().getKvsList());
                });
    }

    private record Question(Kind kind, String key, String value, long expected) {}

    private record Answer(Kind kind, long revision, String found, long foundRevision) {}

    private static Answer found(Kind kind, long revision, List<KeyValue> found) {
        return found.isEmpty()
                ? new Answer(kind, revision, "", 0)
                : new Answer(
                        kind,
                        revision,
                        found.getFirst().getValue().toStringUtf8(),
                        found.getFirst().getModRevision());
    }

    private static Entry asked(Question question, Supplier<Answer> call) {
        long began = System.nanoTime();
        Answer answer = new Answer(question.kind(), 0, "", 0);
        Outcome outcome = Outcome.DONE;
        try {
            answer = call.get();
        } catch (StatusRuntimeException e) {
            outcome = judge(e.getStatus());
        }
        return new Entry(
                answer.kind(),
                question.key(),
                question.value(),
                question.expected(),
                began,
                System.nanoTime(),
                outcome,
                answer.revision(),
                answer.found(),
                answer.foundRevision());
    }

    private static Outcome judge(Status status) {
        String text = status.getDescription();
        return text != null && NOTHING_DONE.contains(text) ? Outcome.REFUSED : Outcome.UNKNOWN;
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
