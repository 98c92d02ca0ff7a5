package dev.covey.master.api.live;

import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.Sse;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.shape.Live;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Opens event streams, a bounded number at a time. Safe from any thread. */
public final class Streams {

    private static final int MOST = 1000;

    private final Store store;
    private final Reader reader;
    private final Live live;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST);

    /**
     * What a stream is to carry.
     *
     * @param metrics whether it carries the nodes' figures every second
     * @param prefixed whether events are named after their kind, as in {@code nodes.put}
     * @param after the last revision that the client has seen, if it resumes
     * @param allowed asked now and then: whether the client may still listen
     */
    public record Wish(
            Set<Kind> kinds,
            boolean metrics,
            boolean prefixed,
            OptionalLong after,
            BooleanSupplier allowed) {}

    /** Streams of a store. */
    public Streams(Store store, Reader reader, Live live, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.reader = reader;
        this.live = live;
    }

    /**
     * The answer that carries a stream; it ends when the client has gone or may no longer listen.
     */
    public Response open(Wish wish) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    new Problem.LimitReached(
                            "too_many_streams",
                            "Expected fewer than " + MOST + " open event streams. Close some."));
        }
        return Response.stream(
                Sse.TYPE,
                out -> {
                    try {
                        new Stream(store, reader, live, clock, wish, new Sse(out)).run();
                    } finally {
                        room.release();
                    }
                });
    }

    /** Reads a list of kinds by their words in paths; {@code metrics} is left to the caller. */
    public static Set<Kind> kinds(String words) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(words.split(","))
                .filter(word -> !word.equals("metrics"))
                .forEach(word -> kinds.add(kind(word)));
        return kinds;
    }

    private static Kind kind(String word) {
        return Kind.ofPlural(word)
                .filter(kind -> kind != Kind.SESSION)
                .orElseThrow(
                        () ->
                                Refusals.malformed(
                                        "unknown_kind",
                                        "Expected kinds such as nodes,inbounds,routes,users."));
    }
}
