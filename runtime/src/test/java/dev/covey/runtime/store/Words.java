package dev.covey.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Short words for what tests do to a store. */
public final class Words {

    /** Waits for what a stage brings, within a generous bound. */
    public static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** A put of a text. */
    public static Change put(String key, String value) {
        return new Change.Put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A deletion. */
    public static Change delete(String key) {
        return new Change.Delete(key);
    }

    /** A transaction without conditions. */
    public static Transaction change(Change... changes) {
        return Transaction.of(List.of(), List.of(changes), "test", "");
    }

    /** A transaction with a condition. */
    public static Transaction change(Condition condition, Change... changes) {
        return Transaction.of(List.of(condition), List.of(changes), "test", "");
    }

    /** Commits what must succeed, and returns its revision. */
    public static long done(Store store, Transaction transaction) {
        Outcome outcome = get(store.commit(transaction));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).revision();
    }

    /** Commits changes that must succeed, and returns their revision. */
    public static long done(Store store, Change... changes) {
        return done(store, change(changes));
    }

    /** Commits what must be refused, and returns why. */
    public static StoreRefusal refused(Store store, Transaction transaction) {
        Outcome outcome = get(store.commit(transaction));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    /** What a row holds; "" if there is none. */
    public static String text(View view, String key) {
        return view.get(key).map(row -> new String(row.value(), StandardCharsets.UTF_8)).orElse("");
    }

    /** The keys under a prefix. */
    public static List<String> keys(View view, String prefix) {
        return view.list(prefix).stream().map(Row::key).toList();
    }

    /** The reply to a raw request that must go through. */
    public static Reply reply(Store store, Request request) {
        Answer answer = get(store.execute(request));
        assertThat(answer).isInstanceOf(Answer.Replied.class);
        return ((Answer.Replied) answer).reply();
    }

    /** A raw put into the user space. */
    public static Request userPut(String key, String value) {
        return Request.of(Space.USER, Op.Put.of(Bytes.of(key), Bytes.of(value)));
    }

    /** A compaction of the system space. */
    public static Request compaction(long revision) {
        return Request.of(new Command.Compact(Space.SYSTEM, revision));
    }

    /** One key, read as it was at a revision. */
    public static Op at(String key, long revision) {
        return Op.Range.at(KeyRange.single(Bytes.of(key)), revision);
    }

    /** So many bytes. */
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private Words() {}
}
