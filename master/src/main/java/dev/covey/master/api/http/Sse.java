package dev.covey.master.api.http;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (WHATWG HTML, 9.2). For one thread. */
public final class Sse {

    /** The media type. */
    public static final String TYPE = "text/event-stream";

    private final OutputStream out;

    /** Writes to a stream. */
    public Sse(OutputStream out) {
        this.out = out;
    }

    /** Sends one event whose data is JSON; reaches the peer with the next {@link #flush()}. */
    public void send(String event, long id, Object data) throws IOException {
        write("event: " + event + "\nid: " + id + "\ndata: ");
        out.write(Json.bytes(data));
        write("\n\n");
    }

    /** Sends one event without an id, so that resuming does not depend on it. */
    public void send(String event, Object data) throws IOException {
        write("event: " + event + "\ndata: ");
        out.write(Json.bytes(data));
        write("\n\n");
    }

    /** Sends a comment, so that both ends notice a dead connection. */
    public void comment() throws IOException {
        write(":\n\n");
        out.flush();
    }

    /** Makes all that was sent reach the peer. */
    public void flush() throws IOException {
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
