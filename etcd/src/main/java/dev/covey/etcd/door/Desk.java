package dev.covey.etcd.door;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.UnavailableException;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where members ask the leader, and where the leader answers. A question that certainly was not
 * heard is asked again while a leader is being found; one that may have been heard never is. Safe
 * for use by many threads.
 */
public final class Desk {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LeaderLine line;
    private final Clock clock;
    private final Tasks tasks;
    private final Map<Integer, Function<byte[], CompletionStage<Heard>>> topics = new HashMap<>();

    /** The desk of one member; {@link #open} makes it answer. */
    public Desk(Backend backend) {
        line = backend.line();
        clock = backend.machine().clock();
        tasks = backend.machine().tasks();
    }

    /** Says who answers on a subject; before {@link #open}. */
    public void on(Subject subject, Function<byte[], CompletionStage<Heard>> topic) {
        topics.put(subject.number(), topic);
    }

    /** From now on others are answered. */
    public void open() {
        line.answering(question -> hear(question).thenApply(Heard::encoded));
    }

    private CompletionStage<Heard> hear(byte[] question) {
        var topic = question.length == 0 ? null : topics.get((int) question[0]);
        return topic == null
                ? CompletableFuture.completedFuture(new Heard.Elsewhere())
                : topic.apply(Arrays.copyOfRange(question, 1, question.length));
    }

    /** Asks the leader. Fails with etcd's errors. */
    public CompletionStage<byte[]> ask(Subject subject, byte[] question) {
        byte[] whole = new byte[question.length + 1];
        whole[0] = (byte) subject.number();
        System.arraycopy(question, 0, whole, 1, question.length);
        Attempt attempt = new Attempt(whole, clock.nanos());
        attempt.run();
        return attempt.answer;
    }

    private final class Attempt implements Runnable {
        private final byte[] question;
        private final long began;
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        Attempt(byte[] question, long began) {
            this.question = question;
            this.began = began;
        }

        @Override
        public void run() {
            line.ask(question).whenComplete(this::came);
        }

        private void came(byte @Nullable [] bytes, @Nullable Throwable failure) {
            Heard heard = bytes == null ? heard(failure) : Heard.decoded(bytes);
            switch (heard) {
                case Heard.Answered(byte[] body) -> answer.complete(body);
                case Heard.Elsewhere _ -> again();
                case Heard.Busy _ -> fail(EtcdFault.TOO_MANY_REQUESTS);
                case Heard.Unknown _ -> fail(EtcdFault.UNKNOWN_OUTCOME);
            }
        }

        private Heard heard(@Nullable Throwable failure) {
            return failure instanceof UnavailableException
                    ? new Heard.Elsewhere()
                    : new Heard.Unknown();
        }

        private void again() {
            if (clock.since(began).compareTo(PATIENCE) < 0) {
                tasks.after(PAUSE, this);
            } else {
                fail(EtcdFault.NO_LEADER);
            }
        }

        private void fail(EtcdFault fault) {
            answer.completeExceptionally(fault.exception());
        }
    }
}
