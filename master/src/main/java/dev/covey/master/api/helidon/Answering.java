package dev.covey.master.api.helidon;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which streams of one HTTP/2 connection are being answered.
 *
 * <p>Helidon 4.5 forgets a stream that it has answered. When its client cancels it just then, as a
 * browser does with each page that it leaves, the library takes the RST_STREAM for one of a stream
 * that never was, and ends the connection with all else that it carries (PROTOCOL_ERROR). RFC 9113,
 * 5.1 has such a frame ignored, so it is kept from the library. Nor does the library tell who
 * answers that the client has cancelled: an event stream would go on for as long as the connection.
 *
 * <p>Frames are read by the connection's own thread; each stream is answered by a thread of its
 * own. A thread that answers no stream of HTTP/2 is always wanted.
 */
final class Answering {

    private static final ScopedValue<Stream> PRESENT = ScopedValue.newInstance();

    private final Set<Integer> streams = ConcurrentHashMap.newKeySet();
    private int newest;

    private record Stream(int id, Answering its) {}

    /** The client has sent the header of a stream: of the newest, or trailers of another. */
    void headers(int stream) {
        newest = Math.max(newest, stream);
    }

    /** What answers the newest stream. */
    Runnable newest(Runnable answer) {
        Stream stream = new Stream(newest, this);
        streams.add(stream.id);
        return () -> {
            try {
                ScopedValue.where(PRESENT, stream).run(answer);
            } finally {
                streams.remove(stream.id);
            }
        };
    }

    /** The client cancels a stream; whether the library knows the stream, or must complain. */
    boolean cancelled(int stream) {
        return streams.remove(stream) || stream > newest;
    }

    /** The client of the present thread still waits, or this fails. */
    static void stillWanted() throws IOException {
        if (PRESENT.isBound() && !PRESENT.get().its.streams.contains(PRESENT.get().id)) {
            throw new IOException("the client has cancelled its request");
        }
    }

    /** The present thread hands over the rest of its answer: too late to cancel. */
    static void done() {
        if (PRESENT.isBound()) {
            PRESENT.get().its.streams.remove(PRESENT.get().id);
        }
    }
}
